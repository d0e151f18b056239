import { expect, it } from '@jest/globals';
import { validateManifests } from '../../src/compile/validity.ts';
import type { Emitted } from '../../src/manifest/manifest.ts';

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
