import { describe, expect, it } from '@jest/globals';
import type { AuthorizationRule } from '../../../src/model/authorization.ts';
import { caller, mesh, namespace, rule, service } from '../model.ts';
import { filesOf, filtersOf, listenerOf } from './setup.ts';

const ports = [
  { name: 'http', port: 80, targetPort: 8080, protocol: 'http' },
  { name: 'redis', port: 6379, targetPort: 6379, protocol: 'redis' },
] as const;
const made = (rules: readonly AuthorizationRule[] = [], parts: Parameters<typeof mesh>[0] = {}) =>
  mesh({ services: [service('web', { ports })], rules, ...parts });
const names = (model: ReturnType<typeof made>, listener = 'inbound_8080') =>
  filtersOf(listenerOf(model, 'web', listener)).map(({ name }) => name);

describe('what comes to a service', () => {
  it('has a listener for each port, and the service behind it', () => {
    const files = filesOf(made(), 'web');
    expect(Object.keys(files)).toEqual([
      'envoy.yaml',
      'secrets/identity.yaml',
      'secrets/trust.yaml',
      'clusters.yaml',
      'listeners.yaml',
    ]);
    const clusters = (files['clusters.yaml'] as unknown as { resources: { name: string }[] }).resources;
    expect(clusters.map(({ name }) => name)).toEqual(['application_8080', 'application_6379']);
    expect(listenerOf(made(), 'web', 'inbound_8080').address).toEqual({
      socket_address: { address: '0.0.0.0', port_value: 18080 },
    });
  });

  it('has no proxy in a namespace without one', () => {
    expect(filesOf(made([], { namespaces: [namespace('shop', { dataPlane: { kind: 'none' } })] }), 'web')).toEqual({});
  });

  it.each([
    ['strict', ['tls']],
    ['permissive', ['tls', 'raw_buffer']],
    ['disabled', ['raw_buffer']],
  ] as const)('comes in by the chains of %s mTLS', (mtls, chains) => {
    const { filter_chains } = listenerOf(made([], { mtls }), 'web', 'inbound_8080');
    expect(filter_chains.map((chain) => chain.filter_chain_match?.['transport_protocol'])).toEqual(chains);
    for (const { transport_socket, filter_chain_match } of filter_chains)
      expect(transport_socket !== undefined).toBe(filter_chain_match?.['transport_protocol'] === 'tls');
  });

  it('is refused where nothing allows it: never is there no filter', () => {
    expect(names(made())).toEqual(['rbac-allow', 'envoy.filters.http.router']);
    expect(names(made(), 'inbound_6379')).toEqual(['rbac-allow', 'envoy.filters.network.tcp_proxy']);
    expect(filtersOf(listenerOf(made(), 'web', 'inbound_8080'))[0]?.typed_config.rules).toEqual({
      action: 'ALLOW',
      policies: {},
    });
    expect(names(made([], { authorization: 'allow-by-default' }))).toEqual(['envoy.filters.http.router']);
  });

  it('is asked of by authorizers, audits, denials, then what allows', () => {
    const rules = (['allow', 'deny', 'audit', 'custom'] as const).map((effect) =>
      rule('web', { effect, ...(effect === 'custom' && { provider: 'opa' }) }),
    );
    expect(names(made(rules))).toEqual([
      'rbac-custom-opa',
      'ext-authz-opa',
      'rbac-audit',
      'rbac-deny',
      'rbac-allow',
      'envoy.filters.http.router',
    ]);
  });

  it('is told by policies that say which rule they are', () => {
    const rules = [
      rule('web', { from: [caller('a')] }),
      rule('web', { from: [caller('b')], name: 'second' }),
      rule('web', { effect: 'deny', scope: { kind: 'mesh' }, from: [caller('c')] }),
      rule('web', { from: [caller('d')], dryRun: true }),
    ];
    const filters = filtersOf(listenerOf(made(rules), 'web', 'inbound_8080'));
    const policies = filters.map(({ typed_config: { rules, shadow_rules } }) => [
      Object.keys(rules?.policies ?? {}),
      Object.keys(shadow_rules?.policies ?? {}),
    ]);
    expect(policies.slice(0, 2)).toEqual([
      [['mesh: deny[0]'], []],
      [['service shop/web: allow[0]', 'service shop/web: allow[second]'], ['service shop/web: dry-run allow[0]']],
    ]);
  });

  it('is for one port: what rules say of ports is settled, and what they say of requests is nothing where there are none', () => {
    const requests = [{ headers: [], methods: ['GET'], ports: [8080] }] as const;
    const model = made([rule('web', { requests, from: [caller('a')] })]);
    const [http, tcp] = ['inbound_8080', 'inbound_6379'].map(
      (name) => filtersOf(listenerOf(model, 'web', name))[0]?.typed_config.rules?.policies,
    );
    expect(http?.['service shop/web: allow[0]']?.['permissions']).toEqual([
      { header: { name: ':method', string_match: { exact: 'GET' } } },
    ]);
    expect(tcp).toEqual({});
  });

  it('waits for the first bytes before the service is connected to, where clients speak first', () => {
    const proxy = filtersOf(listenerOf(made(), 'web', 'inbound_6379')).at(-1)!.typed_config as Record<string, unknown>;
    expect(proxy['upstream_connect_mode']).toBe('ON_DOWNSTREAM_DATA');
  });

  it('is all in one file, if so configured', () => {
    const files = filesOf(made(), 'web', { configuration: 'static' });
    expect(Object.keys(files)).toEqual(['envoy.yaml']);
    expect(JSON.stringify(files)).not.toContain('path_config_source');
  });
});
