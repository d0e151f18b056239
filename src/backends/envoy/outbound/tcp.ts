import type { JsonObject } from '../../../base/json.ts';
import { error } from '../../../diag/diagnostic.ts';
import type { WeightedDestination } from '../../../model/route.ts';
import type { Service } from '../../../model/service.ts';
import { extension } from '../any.ts';
import type { Context } from '../context.ts';
import { duration } from '../duration.ts';
import { clusterOf } from '../routes/action.ts';

/** Passes the bytes of connections on. */
export function tcpProxy(
  name: string,
  to: readonly WeightedDestination[],
  asked: number | undefined,
  reported: JsonObject,
  context: Context,
): JsonObject {
  const services = to.map(({ service }) => context.lookup.services.get(service)!);
  const pool = services[0]?.traffic?.connectionPool;
  return extension('envoy.filters.network.tcp_proxy', 'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', {
    stat_prefix: name,
    ...(to.length === 1
      ? { cluster: clusterOf(to[0]!, asked, context) }
      : {
          weighted_clusters: {
            clusters: to.map((one) => ({ name: clusterOf(one, asked, context), weight: one.weight })),
          },
        }),
    ...(pool?.idleTimeout !== undefined && { idle_timeout: duration(pool.idleTimeout) }),
    ...(pool?.maxConnectionDuration !== undefined && {
      max_downstream_connection_duration: duration(pool.maxConnectionDuration),
    }),
    ...hashing(services, context),
    ...reported,
  });
}

/** Bytes have no headers: only the address of the client can choose an endpoint. */
function hashing(services: readonly Service[], { gap }: Context): JsonObject {
  const hashed = services.find(({ traffic }) => traffic?.loadBalancer?.kind === 'consistent-hash');
  const balancer = hashed?.traffic?.loadBalancer;
  if (balancer?.kind !== 'consistent-hash') return {};
  if (balancer.on.kind !== 'source-ip') {
    gap(
      error(
        'MW3458',
        `\`${hashed!.name}\` is chosen by a ${balancer.on.kind}, which connections of a TCP port do not have`,
        {
          span: hashed!.traffic!.span,
          help: "hash on the caller's address (`source-ip`)",
        },
      ),
    );
  }
  return { hash_policy: [{ source_ip: {} }] };
}
