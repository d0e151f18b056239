import type { Json } from '../../../../base/json.ts';
import { extensionOf, type Message, only, refuse } from '../message.ts';
import { destinationsOf } from './forward.ts';
import type { Clusters } from './upstream.ts';

/** Where a proxy of connections sends bytes. */
export function sentOn(filter: Message, clusters: Clusters): Json {
  const { type, config } = extensionOf(filter);
  if (type !== 'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy')
    return refuse(filter, `what \`${type}\` does is not known here`);
  only(
    config,
    ...['stat_prefix', 'cluster', 'weighted_clusters', 'idle_timeout', 'max_downstream_connection_duration'],
    ...['hash_policy', 'access_log'],
  );
  return destinationsOf(config, clusters);
}
