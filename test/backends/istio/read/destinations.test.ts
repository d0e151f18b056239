import { describe, expect, it } from '@jest/globals';
import { readDestinations } from '../../../../src/backends/istio/read/index.ts';
import type { Manifest } from '../../../../src/manifest/manifest.ts';

const CONFIGURATION = {
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  clusterDomain: 'cluster.local',
  injected: new Map([['shop', true]]),
  pods: [],
};

const made = (kind: string, name: string, spec: object, namespace = 'shop') =>
  ({
    apiVersion: kind === 'Service' ? 'v1' : 'security.istio.io/v1',
    kind,
    metadata: { name, namespace },
    spec,
  }) as Manifest;

const orders = made('Service', 'orders', {
  selector: { app: 'orders' },
  ports: [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'any', port: 9000 },
  ],
});

function read(...manifests: readonly Manifest[]) {
  return readDestinations([orders, ...manifests], CONFIGURATION);
}

describe('what Istio takes manifests for', () => {
  it('is either kind of port where nothing says which', () => {
    const ports = read()[0]!.ports.map(({ port, http }) => [port, http]);
    expect(ports).toEqual([
      [8080, true],
      [9000, true],
      [9000, false],
    ]);
  });

  it('inherits mTLS that is not set, and has no use for a selector in the root namespace', () => {
    const modes = read(
      made('PeerAuthentication', 'default', { mtls: { mode: 'STRICT' } }, 'istio-system'),
      made(
        'PeerAuthentication',
        'wide',
        { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'DISABLE' } },
        'istio-system',
      ),
      made('PeerAuthentication', 'own', {
        selector: { matchLabels: { app: 'orders' } },
        mtls: { mode: 'UNSET' },
        portLevelMtls: { 9000: { mode: 'PERMISSIVE' } },
      }),
    )[0]!.ports.map(({ mtls }) => mtls);
    expect(modes).toEqual(['strict', 'permissive', 'permissive']);
  });

  it('leaves policies to waypoints that name a target', () => {
    const policy = made('AuthorizationPolicy', 'at', {
      targetRefs: [{ kind: 'Service', name: 'orders', group: '' }],
      action: 'DENY',
      rules: [{}],
    });
    expect(read(policy)[0]!.policies).toEqual([]);
  });

  it('tells pods of one service apart where a policy does', () => {
    const deployment = (version: string) =>
      made('Deployment', version, { template: { metadata: { labels: { app: 'orders', version } } } });
    const policy = made('AuthorizationPolicy', 'v2', {
      selector: { matchLabels: { version: 'v2' } },
      action: 'DENY',
      rules: [{}],
    });
    const policies = read(deployment('v1'), deployment('v2'), policy).map((one) => [one.key, one.policies.length]);
    expect(policies).toEqual([
      ['service shop/orders', 0],
      ['service shop/orders', 1],
    ]);
  });

  it('refuses what two external authorizers would be asked about', () => {
    const custom = (name: string) =>
      made('AuthorizationPolicy', name, { action: 'CUSTOM', provider: { name }, rules: [{}] });
    expect(read(custom('a'), custom('b'))[0]!.policies.map(({ effect }) => effect)).toEqual(['deny', 'deny']);
  });
});
