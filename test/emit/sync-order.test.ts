import { describe, expect, it } from '@jest/globals';
import { SYNC_STAGES, syncRank, syncStage } from '../../src/emit/sync-order.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';

function of(apiVersion: string, kind: string, spec = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'x' }, spec };
}

const authorization = (spec: object) => of('security.istio.io/v1', 'AuthorizationPolicy', spec);

describe('the order of application', () => {
  it('lets the allowed in before it refuses the rest', () => {
    const order = [
      of('v1', 'Namespace'),
      of('v1', 'ServiceAccount'),
      of('v1', 'ConfigMap'),
      of('v1', 'Service'),
      of('networking.istio.io/v1', 'DestinationRule'),
      of('networking.istio.io/v1', 'Sidecar'),
      of('security.istio.io/v1', 'PeerAuthentication'),
      authorization({ action: 'DENY', rules: [{}] }),
      authorization({ rules: [{ to: [] }] }),
      authorization({}),
      of('apps/v1', 'Deployment'),
      of('networking.istio.io/v1', 'VirtualService'),
    ];
    expect(order.map(syncStage)).toEqual(SYNC_STAGES);
    expect(order.map(syncRank)).toEqual(SYNC_STAGES.map((_, i) => i));
  });

  it.each([
    [authorization({ action: 'ALLOW', selector: { matchLabels: { app: 'a' } } }), 'default-deny'],
    [authorization({ action: 'ALLOW', rules: [] }), 'default-deny'],
    [authorization({ action: 'AUDIT', rules: [{}] }), 'refusals'],
    [authorization({ action: 'CUSTOM', rules: [{}] }), 'refusals'],
    [of('example.com/v1', 'Namespace'), 'traffic'],
    [of('batch/v1', 'CronJob'), 'workloads'],
    [of('rbac.authorization.k8s.io/v1', 'ClusterRole'), 'identities'],
  ] as const)('%j belongs to %s', (manifest, stage) => {
    expect(syncStage(manifest)).toBe(stage);
  });
});
