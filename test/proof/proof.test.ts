import { describe, expect, it } from '@jest/globals';
import type { Backend } from '../../src/backends/backend.ts';
import { istio } from '../../src/backends/istio/index.ts';
import { manifestsOf } from '../../src/compile/manifests.ts';
import { prove } from '../../src/compile/proof.ts';
import { findingFor } from '../../src/compile/proof-findings.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import type { Mesh } from '../../src/model/mesh.ts';
import { caller, mesh, route, rule, service, span } from '../backends/model.ts';

const shop = (parts: Partial<Mesh> = {}) =>
  mesh({
    services: [service('web'), service('orders', { routes: [route('web', { timeout: '5s' })] })],
    rules: [rule('orders', { from: [caller('web')], requests: [{ methods: ['GET'], headers: [] }] })],
    ...parts,
  });

/** Istio, but for what happens to one kind of manifest. */
function broken(kind: string, change: (spec: never) => unknown): Backend {
  const lower: Backend['lower'] = (model) =>
    istio.lower(model).map((one) => {
      if (one.manifest.kind !== kind) return one;
      return { ...one, manifest: { ...one.manifest, spec: change(one.manifest.spec as never) } as Manifest };
    });
  return { ...istio, lower };
}

function found(backend: Backend, model = shop()) {
  const { result, diagnostics } = prove(model, [backend], manifestsOf(model, [backend]).result);
  return { proven: result, findings: diagnostics.map(({ code, message, note }) => `${code}: ${message}; ${note}`) };
}

describe('the proof', () => {
  it('says how much it proved', () => {
    expect(found(istio)).toEqual({ proven: { destinations: 2, ports: 2 }, findings: [] });
  });

  it('stops at what would admit more than the policies say, with a request', () => {
    const open = broken('AuthorizationPolicy', ({ rules, ...spec }: { rules?: unknown[] }) =>
      rules ? { ...spec, rules: [{}] } : spec,
    );
    const { proven, findings } = found(open);
    expect(proven).toBeUndefined();
    expect(findings).toEqual([
      expect.stringMatching(
        /^MW9101: what is emitted for service shop\/orders does not .*; the policies refuse, and the manifests admit: .* on port 8080 .*\(AuthorizationPolicy shop\/orders\)$/,
      ),
    ]);
  });

  it('stops at transport that is not what the policies say', () => {
    const plain = broken('PeerAuthentication', (spec: object) => ({ ...spec, mtls: { mode: 'PERMISSIVE' } }));
    expect(found(plain).findings[0]).toMatch(/^MW9101: .* other ports .*mTLS strict became .*mTLS permissive/);
  });

  it('stops at routes that lead elsewhere', () => {
    const slow = broken('VirtualService', ({ http }: { http: object[] }) => ({
      hosts: ['orders.shop.svc.cluster.local'],
      http: http.map((one) => ({ ...one, timeout: '9s' })),
    }));
    expect(found(slow).findings).toEqual([
      expect.stringMatching(/^MW9102: .*orders\.shop\.svc.* 80 \*; .*"5s".* became .*"9s"/),
    ]);
  });

  it('does not go on where it cannot tell', () => {
    const [destination] = istio.read!([], shop()).destinations;
    expect(destination).toBeUndefined();
    const one = { key: 'service shop/orders', proxy: 'sidecar', ports: [], policies: [] } as const;
    const port = { port: 8080, http: true, mtls: 'strict' } as const;
    const unknown = { kind: 'access', destination: one, other: one, port, contrast: { kind: 'unknown' } } as const;
    expect(findingFor(unknown, shop())).toMatchObject({ code: 'MW9103', severity: 'error' });
  });

  it('warns of what raw manifests and patches change, and is not stopped by it', () => {
    const allowAll = {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'all', namespace: 'shop' },
      spec: { rules: [{}] },
    };
    const patch = { spec: { http: [{ route: [{ destination: { host: 'web.shop.svc.cluster.local' } }] }] } };
    const { proven, findings } = found(
      istio,
      shop({
        raw: [{ manifest: allowAll, span: span() }],
        patches: [{ target: { kind: 'VirtualService', name: 'orders', namespace: 'shop' }, patch, span: span() }],
      }),
    );
    expect(proven).toBeDefined();
    expect(findings).toEqual([
      expect.stringMatching(/^MW4115: the patch of `VirtualService shop\/orders` changes where requests go/),
      expect.stringMatching(
        /^MW4114: the raw `AuthorizationPolicy shop\/all` changes what .* admits; .* refuse .*admitted$/,
      ),
    ]);
  });
});
