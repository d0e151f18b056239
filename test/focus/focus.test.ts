import { describe, expect, it } from '@jest/globals';
import { istio } from '../../src/backends/istio/index.ts';
import { runChecks } from '../../src/checks/index.ts';
import { withCompanions } from '../../src/model/companions.ts';
import type { ServiceKey } from '../../src/model/ids.ts';
import { focusOn, isWhole, type Lookup, unfocused } from '../../src/model/lookup.ts';
import { caller, gateway, mesh, namespace, route, rule, service, span } from '../backends/model.ts';

function on(model: Lookup, ...keys: readonly ServiceKey[]): Lookup {
  return focusOn(model, new Set(keys));
}

const call = (from: ServiceKey, to: ServiceKey) => ({ from, to, span: span() });

const edge = gateway('in');
const shop = mesh({
  namespaces: ['istio-system', 'shop', 'edge', 'back', 'empty', 'proxies'].map((name) => namespace(name)),
  services: [
    service('web'),
    service('orders'),
    service('way', { namespace: 'edge' }),
    service('proxy', { namespace: 'proxies' }),
    service('db', { namespace: 'back' }),
    service('store', { namespace: 'back' }),
  ],
  gateways: [{ ...edge, namespace: 'edge', key: 'edge/in', workload: { ...edge.workload, namespace: 'proxies' } }],
  calls: [call('shop/web', 'shop/orders'), call('shop/orders', 'back/db'), call('back/db', 'back/store')],
  rules: [
    rule('orders'),
    rule('web'),
    ...(['shop', 'back', 'edge', 'empty', 'proxies', 'istio-system'] as const).map((name) =>
      rule('', { scope: { kind: 'namespace', namespace: name } }),
    ),
    rule('', { scope: { kind: 'mesh' } }),
    rule('', { scope: { kind: 'gateway', gateway: 'edge/in' } }),
  ],
});

describe('a focus', () => {
  it('is at first the mesh itself', () => {
    expect(shop.focus).toBe(shop.mesh);
    expect(isWhole(shop)).toBe(true);
    expect(isWhole(on(shop, 'shop/web'))).toBe(false);
    expect(isWhole(unfocused(on(shop, 'shop/web')))).toBe(true);
  });

  it('has what is named, what is of all, and what is of none', () => {
    const { focus, services } = on(shop, 'shop/orders', 'shop/web');
    expect(focus.services.map(({ key }) => key)).toEqual(['shop/web', 'shop/orders']);
    expect(focus.namespaces.map(({ name }) => name)).toEqual(['istio-system', 'shop', 'edge', 'empty', 'proxies']);
    expect(focus.gateways).toBe(shop.mesh.gateways);
    expect(new Set(focus.calls)).toEqual(new Set(shop.mesh.calls.slice(0, 2)));
    expect(focus.rules).toEqual(
      shop.mesh.rules.filter(({ scope }) => !('namespace' in scope && scope.namespace === 'back')),
    );
    expect(services).toBe(shop.services);
  });

  it('has the namespace of a service that another edition of the mesh has', () => {
    expect(on(shop, 'back/gone').focus.namespaces.map(({ name }) => name)).toContain('back');
    expect(on(shop, 'back/gone').focus.services).toEqual([]);
  });

  it('has the services of the root namespace, whose policies may hold elsewhere', () => {
    const model = mesh({
      namespaces: [namespace('istio-system'), namespace('shop')],
      services: [service('web'), service('root', { namespace: 'istio-system', selector: { app: 'web' } })],
      rules: [rule('', { scope: { kind: 'service', service: 'istio-system/root' } })],
    });
    const gaps = [...istio.gaps(on(model, 'shop/web'))].map(({ message }) => message);
    expect(gaps).toEqual(['a rule for service istio-system/root would hold for `shop/web` too']);
  });

  it('finds that a selector of others takes in its pods', () => {
    const model = mesh({
      services: [
        service('wide', { selector: { tier: 'front' } }),
        service('web', { selector: { app: 'web', tier: 'front' } }),
        service('db'),
      ],
      rules: [rule('web'), rule('wide'), rule('db')],
    });
    const found = (key: ServiceKey) => runChecks(on(model, key)).filter(({ code }) => code === 'MW3001');
    expect(found('shop/web')).toHaveLength(1);
    expect(found('shop/db')).toEqual([]);
  });
});

describe('what is looked up for some services', () => {
  it('is looked up with others: routes that reach a version', () => {
    const to = (version: string) =>
      ({ action: { kind: 'forward', to: [{ service: 'shop/orders', port: 80, version, weight: 100 }] } }) as const;
    const version = (name: string) => ({ name, labels: { version: name } });
    const orders = service('orders', {
      versions: [version('v1'), version('v2'), version('v3')],
      routes: [route('orders', to('v1'))],
    });
    const model = mesh({ services: [service('web', { routes: [route('orders', to('v2'))] }), orders] });
    const found = runChecks(on(model, 'shop/orders')).filter(({ code }) => code === 'MW2011');
    expect(found.map(({ message }) => message)).toEqual(['no request reaches version `v3` of `orders`']);
  });
});

describe('companions of services', () => {
  const services = [
    service('a', { selector: { app: 'a', tier: 'x' } }),
    service('wide', { selector: { tier: 'x' } }),
    service('other', { selector: { app: 'other', tier: 'x' } }),
    service('b', { identity: { trustDomain: 'cluster.local', namespace: 'shop', serviceAccount: 'wide' } }),
    service('all', { namespace: 'open', selector: {} }),
    service('c', { namespace: 'open' }),
    service('d', { versions: [{ name: 'v1', labels: { version: 'v1', app: 'e' } }] }),
    service('e'),
    service('f', { namespace: 'elsewhere', selector: { tier: 'x' } }),
  ];
  const model = mesh({ services, rules: [rule('a', { from: [caller('b')] })] });
  const of = (...keys: readonly ServiceKey[]) => [...withCompanions(model, keys)].sort();

  it('select their pods or have pods that they select, or run as they do, one after the other', () => {
    const all = ['shop/a', 'shop/b', 'shop/other', 'shop/wide'];
    for (const key of all) expect(of(key as ServiceKey)).toEqual(all);
    expect(of('shop/d')).toEqual(['shop/d', 'shop/e']);
    expect(of('shop/e')).toEqual(['shop/d', 'shop/e']);
    expect(of('elsewhere/f')).toEqual(['elsewhere/f']);
  });

  it('are all of a namespace where one selects everything', () => {
    expect(of('open/c')).toEqual(['open/all', 'open/c']);
    expect(of('open/all')).toEqual(['open/all', 'open/c']);
  });

  it('need not be there', () => {
    expect(of('shop/gone')).toEqual(['shop/gone']);
  });
});
