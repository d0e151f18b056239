import { describe, expect, it } from '@jest/globals';
import { istio } from '../../src/backends/istio/index.ts';
import { manifestsOf } from '../../src/compile/manifests.ts';
import { validateManifests } from '../../src/compile/validity.ts';
import type { Emitted } from '../../src/manifest/manifest.ts';
import { mesh, service } from '../backends/model.ts';

const span = { file: 'policies/shop.ts', line: 3, column: 1 };

/** What no declaration should make: the gate behind all checks. */
const emitted: Emitted = {
  manifest: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' }, spec: { prots: [] } },
  spans: [span],
};

it('stops a manifest that Kubernetes would refuse, and names the declaration', async () => {
  const [first] = await validateManifests([emitted]);
  expect(first).toMatchObject({ code: 'MW4002', severity: 'error', span });
  expect(first?.message).toContain('`Service shop/cart`');
  expect(first?.message).toContain('prots');
});

it('speaks of the manifest itself where the user wrote it', async () => {
  const [first] = await validateManifests([{ ...emitted, raw: 'manifest' }]);
  expect(first).toMatchObject({ code: 'MW4001', span: { ...span, at: ['spec', 'prots'] } });
  expect((await validateManifests([{ ...emitted, raw: 'patched' }]))[0]?.message).toContain('after its patch');
});

describe('a patch', () => {
  const permissive = { spec: { mtls: { mode: 'PERMISSIVE' } } };
  const patched = (target: { kind: string; name: string; namespace?: string }) =>
    manifestsOf(mesh({ services: [service('web')], patches: [{ target, patch: permissive, span }] }), [istio]);

  it('changes what is emitted in the root namespace, where it names that', () => {
    const { result, diagnostics } = patched({ kind: 'PeerAuthentication', name: 'default', namespace: 'istio-system' });
    expect(diagnostics).toEqual([]);
    expect(result.filter(({ raw }) => raw === 'patched')).toMatchObject([
      { manifest: { kind: 'PeerAuthentication', metadata: { namespace: 'istio-system' }, ...permissive } },
    ]);
  });

  it('is told which namespace it left out', () => {
    expect(patched({ kind: 'PeerAuthentication', name: 'default' }).diagnostics).toMatchObject([
      {
        code: 'MW1206',
        help: "there is `PeerAuthentication istio-system/default`: on the mesh, say `namespace: 'istio-system'` too",
      },
    ]);
  });
});
