import { describe, expect, it } from '@jest/globals';
import { rolloutOf } from '../../src/compile/rollout/index.ts';
import type { Applier } from '../../src/compile/rollout/objects.ts';
import { planRollout } from '../../src/compile/rollout/plan.ts';
import { obstacleFinding } from '../../src/compile/rollout/words.ts';
import { anyone, DELETE, GET, type Mesh, type MeshOptions, POST, path } from '../../src/index.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { changeOf, inShort, manifestsOf, rollout, type Say, said } from './changes.ts';

const team = (mesh: Mesh) => mesh.namespace('shop', { dataPlane: 'sidecar' });
const image = { image: 'app' };
const ports = { http: 8080 } as const;

/** web calls orders. */
const shop =
  (more: (parts: ReturnType<typeof partsOf>) => void = () => {}): Say =>
  (mesh) => {
    const parts = partsOf(mesh);
    parts.web.calls(parts.orders, GET('/orders'));
    more(parts);
  };

function partsOf(mesh: Mesh) {
  const namespace = team(mesh);
  const web = namespace.service('web', { ports, versions: { v1: image } });
  const orders = namespace.service('orders', { ports, versions: { v1: image } });
  return { mesh, namespace, web, orders };
}

const steps = (base: Say, head: Say, before: MeshOptions = {}, after: MeshOptions = before) =>
  inShort(rollout(said(base, before), said(head, after)));

/** Two rules of the whole mesh in the place of openness. */
const twoAllows: Say = shop(({ mesh, namespace }) => {
  namespace.allow({ from: anyone, requests: GET('/status') });
  mesh.allow({ from: anyone, requests: GET('/health') });
});
const open: Say = (mesh) => void partsOf(mesh);

describe('one step', () => {
  it('is enough where nothing changes that a cluster would see', () => {
    expect(steps(shop(), shop())).toEqual([]);
  });

  it('is enough for default-deny, with what is allowed before it', () => {
    const allow = { authorization: 'allow-by-default' } as const;
    expect(steps(shop(), shop(), allow, {})).toEqual([['create AuthorizationPolicy istio-system/allow-nothing']]);
  });

  it('is enough for STRICT after PERMISSIVE', () => {
    expect(steps(shop(), shop(), { mtls: 'permissive' }, { mtls: 'strict' })).toEqual([
      ['update PeerAuthentication istio-system/default'],
    ]);
  });

  it('is enough for a new version: pods and subset come before the route', () => {
    const canary: Say = (mesh) => {
      const { namespace, web } = { namespace: team(mesh), web: undefined as never };
      void web;
      const caller = namespace.service('web', { ports, versions: { v1: image } });
      const orders = namespace.service('orders', { ports, versions: { v1: image, v2: image } });
      caller.calls(orders, GET('/orders'));
      orders.route({ to: { v1: 90, v2: 10 } });
    };
    expect(steps(shop(), canary)).toEqual([
      ['update DestinationRule shop/orders', 'create Deployment shop/orders-v2', 'create VirtualService shop/orders'],
    ]);
    // The other way, a route would lead to a subset that is no more.
    expect(steps(canary, shop())).toEqual([
      ['remove VirtualService shop/orders', 'remove Deployment shop/orders-v2'],
      ['update DestinationRule shop/orders'],
    ]);
  });
});

describe('several steps', () => {
  it('put what denies less after what allows less', () => {
    const before = shop(({ orders }) => {
      orders.allow({ from: anyone, requests: [GET('/a'), DELETE('/a')] });
      orders.deny({ from: anyone, requests: DELETE('/a') });
    });
    const after = shop(({ orders }) => {
      orders.allow({ from: anyone, requests: GET('/a') });
      orders.deny({ from: anyone, requests: POST('/b') });
    });
    expect(steps(before, after)).toEqual([
      ['update AuthorizationPolicy shop/orders'],
      ['update AuthorizationPolicy shop/orders.deny'],
    ]);
  });

  it('let everybody in meanwhile, where several rules take the place of none', () => {
    const allow = { authorization: 'allow-by-default' } as const;
    const plan = steps(open, twoAllows, allow) as readonly (readonly string[])[];
    expect(plan.length).toBeGreaterThan(1);
    expect(plan[0]!.some((line) => line.startsWith('create meanwhile AuthorizationPolicy'))).toBe(true);
    expect(plan.flat().filter((line) => line.includes('meanwhile')).length).toBeGreaterThan(0);
  });

  it('replace rules of two objects by way of both', () => {
    const before = shop(({ namespace, orders }) => {
      namespace.allow({ from: anyone, requests: GET('/a') });
      orders.allow({ from: anyone, requests: GET('/b') });
    });
    const after = shop(({ namespace, orders }) => {
      namespace.allow({ from: anyone, requests: GET('/b') });
      orders.allow({ from: anyone, requests: GET('/a') });
    });
    expect(steps(before, after)).toEqual([
      ['update meanwhile AuthorizationPolicy shop/orders'],
      ['update AuthorizationPolicy shop/shop.namespace'],
      ['update AuthorizationPolicy shop/orders'],
    ]);
  });

  it('take a service away after its callers were told', () => {
    const before: Say = shop(({ namespace, web }) =>
      web.calls(namespace.service('old', { ports, versions: { v1: image } }), GET('/items')),
    );
    const after: Say = shop(({ namespace, web }) =>
      web.calls(namespace.service('new', { ports, versions: { v1: image } }), GET('/items')),
    );
    const plan = steps(before, after) as readonly (readonly string[])[];
    const at = (line: string) => plan.findIndex((step) => step.includes(line));
    expect(at('create Service shop/new')).toBeLessThanOrEqual(at('update Sidecar shop/web'));
    expect(at('update Sidecar shop/web')).toBeLessThan(at('remove Service shop/old'));
  });

  it('let those in whom a route leads elsewhere, and keep the old place open until it does', () => {
    const edge = (parts: ReturnType<typeof partsOf>, to: 'web' | 'orders') => {
      const gateway = parts.mesh.gateway('edge', {
        namespace: parts.namespace,
        listeners: { http: { port: 80, hosts: ['shop.example.com'] } },
      });
      gateway.route(parts[to], { hosts: ['shop.example.com'], paths: [path.prefix('/')] });
    };
    const plan = steps(
      shop((parts) => edge(parts, 'web')),
      shop((parts) => edge(parts, 'orders')),
    ) as readonly (readonly string[])[];
    const at = (line: string) => plan.findIndex((step) => step.includes(line));
    const route = at('update VirtualService shop/edge.shop.example.com');
    expect(at('update AuthorizationPolicy shop/orders')).toBeLessThanOrEqual(route);
    expect(at('remove AuthorizationPolicy shop/web')).toBeGreaterThan(route);
  });
});

describe('who applies', () => {
  const wider = shop(({ orders }) => {
    orders.allow({ from: anyone, requests: [GET('/a'), DELETE('/a')] });
    orders.deny({ from: anyone, requests: DELETE('/a') });
  });
  const by = (applier: Applier, base: Say, head: Say) =>
    inShort(planRollout(changeOf(said(base), said(head), applier)));

  it('has waves for denials before what is allowed, or one layer for both', () => {
    const [deny, allow] = ['create AuthorizationPolicy shop/orders.deny', 'update AuthorizationPolicy shop/orders'];
    expect(by('argo-cd', shop(), wider)).toEqual([[deny, allow]]);
    expect(by('kubectl', shop(), wider)).toEqual([[deny, allow]]);
    expect(by('flux', shop(), wider)).toEqual([[deny], [allow]]);
  });

  it('removes the other way round, or in no order', () => {
    const added: Say = shop(({ namespace, web }) => {
      const old = namespace.service('old', { ports, versions: { v1: image } });
      web.calls(old, GET('/items'));
      old.route({ to: { v1: 100 }, timeout: '2s' });
    });
    const gone = shop();
    const steps = (applier: Applier) => (by(applier, added, gone) as readonly unknown[]).length;
    expect(steps('argo-cd')).toBeLessThanOrEqual(steps('argo-cd-prune-last'));
    expect(steps('argo-cd-prune-last')).toBe(steps('kubectl'));
  });

  it('waits between what proxies get, or not', () => {
    const plain = shop(({ orders }) => orders.traffic({ tls: { mode: 'disabled' } }));
    const [base, head] = [said(plain, { mtls: 'permissive' }), said(shop(), { mtls: 'strict' })];
    const of = (applier: Applier) => inShort(planRollout(changeOf(base, head, applier)));
    const [rule, peers] = ['update DestinationRule shop/orders', 'update PeerAuthentication istio-system/default'];
    expect(of('argo-cd')).toEqual([[rule, peers]]);
    expect(of('kubectl')).toEqual([[rule], [peers]]);
  });
});

describe('no steps', () => {
  const codes = (base: Lookup, head: Lookup) => {
    const ends = [base, head].map((model) => ({
      emitted: manifestsOf(model).map((manifest) => ({ manifest, spans: [model.mesh.span] as const })),
      model,
    }));
    return rolloutOf(ends[0]!, ends[1]!, 'test').diagnostics.map(
      ({ code, message, note }) => `${code}: ${message}; ${note}`,
    );
  };

  it('lead from mutual TLS to plaintext at once', () => {
    expect(codes(said(shop(), { mtls: 'strict' }), said(shop(), { mtls: 'disabled' }))).toEqual([
      expect.stringMatching(/^MW6151: .* callers speak mutual TLS to a proxy that takes nothing but plaintext \(with/),
    ]);
  });

  it('change what Istio is configured with', () => {
    expect(codes(said(shop()), said(shop(), { trustDomain: 'prod.example' }))).toEqual([
      expect.stringMatching(/^MW6153: trustDomain/),
    ]);
  });

  it('change the selector of a Deployment', () => {
    const relabelled: Say = (mesh) => {
      const namespace = team(mesh);
      namespace
        .service('web', { ports, versions: { v1: image }, selector: { name: 'web' } })
        .calls(namespace.service('orders', { ports, versions: { v1: image } }), GET('/orders'));
    };
    expect(codes(said(shop()), said(relabelled))).toEqual([
      expect.stringMatching(/^MW6154: `Deployment shop\/web-v1`/),
    ]);
  });

  it('are claimed where nothing can be said', () => {
    const found = {
      about: 'service shop/orders',
      breach: { kind: 'unknown', what: 'the rules for port 8080 are too complex to be compared in time' },
      done: [],
      undone: [],
    } as const;
    expect(obstacleFinding({ kind: 'found', found, names: (key) => key }, 'test')).toMatchObject({
      code: 'MW6152',
      note: expect.stringContaining('too complex'),
    });
  });
});

it('goes half and half where much changes at one place', () => {
  const model = said(shop());
  const policy = (i: number, method: string) => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: `p${i}`, namespace: 'shop' },
    spec: { rules: [{ to: [{ operation: { methods: [method], paths: [`/${i}`] } }] }] },
  });
  const end = (method: string) => ({
    emitted: [...manifestsOf(model), ...Array.from({ length: 10 }, (_, i) => policy(i, method))].map((manifest) => ({
      manifest,
      spans: [model.mesh.span] as const,
    })),
    model,
  });
  const { result, diagnostics } = rolloutOf(end('GET'), end('PUT'), 'test');
  expect(diagnostics).toEqual([]);
  expect(result.steps.map(({ operations }) => operations.length)).toEqual([5, 5]);
});
