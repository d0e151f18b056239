import type { JsonObject } from '../../base/json.ts';
import { sharing } from './authorization/rules-at.ts';
import { type Context, declared, type Resources } from './context.ts';
import { fileSource } from './discovery.ts';
import { socketAddress } from './provider-cluster.ts';

/** What Envoy starts with: who it is, and where the rest is, or, with static configuration, all of it. */
export function bootstrap(resources: Required<Resources>, context: Context): JsonObject {
  const { proxy, placement, lookup } = context;
  const { namespace, name } = declared(proxy);
  const admin = placement.admin(proxy);
  const source = (kind: 'listeners' | 'clusters') => fileSource({ kind }, proxy, placement);
  return {
    node: {
      id: `${proxy.kind}.${name}.${namespace}`,
      cluster: `${name}.${namespace}`,
      metadata: {
        mesh: lookup.mesh.name,
        // Gateways of one workload share a proxy.
        ...(proxy.kind === 'gateway' && { gateways: sharing(proxy.gateway, lookup).map(({ key }) => key) }),
      },
    },
    ...(admin && { admin: { address: socketAddress(admin.address, admin.port) } }),
    ...(placement.configuration === 'static'
      ? {
          static_resources: {
            listeners: [...resources.listeners],
            clusters: [...resources.clusters],
            secrets: [...resources.secrets],
          },
        }
      : { dynamic_resources: { lds_config: source('listeners'), cds_config: source('clusters') } }),
  };
}
