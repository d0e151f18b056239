import { describe, expect, it } from '@jest/globals';
import type { Lookup } from '../../../src/model/lookup.ts';
import type { HttpRoute } from '../../../src/model/route.ts';
import type { Service } from '../../../src/model/service.ts';
import type { TrafficPolicy } from '../../../src/model/traffic.ts';
import { gateway, gatewayRoute, listener, mesh, route, service, span } from '../model.ts';
import { codesOf } from './setup.ts';

const calling = (parts: Partial<Service>): Lookup =>
  mesh({
    services: [service('web'), service('orders', parts)],
    calls: [{ from: 'shop/web', to: 'shop/orders', span: span() }],
  });
const treated = (traffic: Omit<TrafficPolicy, 'span'>, parts: Partial<Service> = {}) =>
  calling({ traffic: { ...traffic, span: span() }, ...parts });
const routed = (parts: Partial<HttpRoute>) => calling({ routes: [route('orders', parts)] });
const TCP = { name: 'tcp', port: 3306, targetPort: 3306, protocol: 'tcp' } as const;

describe('what proxies of their own cannot send on', () => {
  it('is to what nobody placed', () => {
    const version = { service: 'shop/orders', version: 'v2', weight: 100 } as const;
    const toVersion = routed({ action: { kind: 'forward', to: [version] } });
    expect(codesOf(toVersion)).toEqual(['MW3451']);
    const endpoints = { kind: 'dns', name: '{version}-{service}.internal' } as const;
    expect(codesOf(toVersion, { endpoints })).toEqual([]);
    const addresses = { 'shop/orders': [{ address: '10.0.0.1', version: 'v2' }] } as const;
    expect(codesOf(toVersion, { endpoints: { kind: 'static', services: addresses } })).toEqual([]);
  });

  it('is by how a service is treated', () => {
    expect(codesOf(treated({ loadBalancer: { kind: 'passthrough' } }))).toEqual(['MW3452']);
    expect(codesOf(treated({ tls: { mode: 'mutual', sni: 'a.example.com' } }))).toEqual(['MW3453']);
    expect(codesOf(treated({ localityFailover: [{ from: 'eu', to: 'us' }] }))).toEqual(['MW3454']);
    const services = { 'shop/orders': [{ address: '10.0.0.1', locality: 'us' }] } as const;
    const failing = treated({ localityFailover: [{ from: 'eu', to: 'us' }] });
    expect(codesOf(failing, { endpoints: { kind: 'static', services } })).toEqual(['MW3454']);
    expect(codesOf(failing, { endpoints: { kind: 'static', services }, locality: 'eu/1' })).toEqual([]);
    const hashed = { loadBalancer: { kind: 'consistent-hash', on: { kind: 'header', name: 'x-user' } } } as const;
    expect([codesOf(treated(hashed)), codesOf(treated(hashed, { ports: [TCP] }))]).toEqual([
      [],
      expect.arrayContaining(['MW3458']),
    ]);
  });

  it('is what a route cannot do', () => {
    const changes = { set: {}, add: {}, remove: [] };
    expect(codesOf(routed({ requestHeaders: { ...changes, set: { host: 'a' } } }))).toEqual(['MW3455']);
    expect(codesOf(routed({ requestHeaders: { ...changes, add: { 'x-a': '50%' } } }))).toEqual(['MW3455']);
    expect(codesOf(routed({ requestHeaders: { ...changes, add: { 'x-a': '50%% %REQ(x-b)%' } } }))).toEqual([]);
    const without = (value: string): HttpRoute['matches'] => [
      { headers: [{ name: 'x-a', values: [{ kind: 'exact', value }], negated: true }], query: [] },
    ];
    expect([codesOf(routed({ matches: without('') })), codesOf(routed({ matches: without('a') }))]).toEqual([
      ['MW3456'],
      [],
    ]);
    const answer = { kind: 'direct-response', status: 200 } as const;
    expect(codesOf(routed({ action: answer, rewrite: { path: '/' } }))).toEqual(['MW3457']);
  });

  it('is what a gateway cannot show', () => {
    const shown = (credential: string) => {
      const https = listener('https', { tls: { mode: 'terminate', credential, minVersion: '1.2' } });
      const edge = gateway('edge', { listeners: [https], routes: [gatewayRoute('web', ['shop.example.com'])] });
      return mesh({ services: [service('web')], gateways: [edge] });
    };
    expect([codesOf(shown('Edge Cert')), codesOf(shown('edge'))]).toEqual([['MW3459'], []]);
    expect(codesOf(shown('edge'), { certificates: { kind: 'spire', socket: '/run/spire.sock' } })).toEqual(['MW3459']);
  });

  it('is what a client of a service cannot show', () => {
    const tls = { mode: 'mutual', credential: 'partner' } as const;
    const model = mesh({
      services: [service('web'), service('pay', { traffic: { tls, span: span() } })],
      calls: [{ from: 'shop/web', to: 'shop/pay', span: span() }],
    });
    expect(codesOf(model)).toEqual([]);
    expect(codesOf(model, { certificates: { kind: 'spire', socket: '/run/spire.sock' } })).toEqual(['MW3459']);
  });

  it('is two things at one address', () => {
    const twice = mesh({
      services: [service('web', { ports: [TCP] }), service('db', { ports: [TCP] })],
      calls: [{ from: 'shop/web', to: 'shop/db', span: span() }],
    });
    expect(codesOf(twice)).toContain('MW3460');
    const outbound = { address: '127.0.0.1', port: 15001, tcp: { 'shop/db:3306': 13306 } };
    expect(codesOf(twice, { outbound })).not.toContain('MW3460');
  });
});
