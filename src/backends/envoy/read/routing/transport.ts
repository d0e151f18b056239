import type { JsonObject } from '../../../../base/json.ts';
import { proxyFilePath } from '../../../../xds/paths.ts';
import { certificatesOf } from '../certificates.ts';
import { extensionOf, inner, list, type Message, needed, only, refuse, text } from '../message.ts';
import { fileOf, named, type ProxyResources } from '../resources.ts';

const TLS = 'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';

/** How what is behind a cluster is spoken to: in the open, or in TLS, with whose names and certificates. */
export function transportOf(cluster: Message, resources: ProxyResources): JsonObject {
  if (cluster.value['transport_socket_matches'] !== undefined)
    return refuse(cluster, 'several ways to speak are not known here');
  isThere(cluster, resources);
  const socket = inner(cluster, 'transport_socket');
  if (!socket) return { plaintext: true };
  const { type, config } = extensionOf(socket);
  if (type !== TLS) return refuse(socket, `what \`${type}\` speaks is not known here`);
  only(config, 'sni', 'common_tls_context');
  const { shows, trusts, names } = certificatesOf(needed(config, 'common_tls_context'), resources);
  if (trusts === undefined) return refuse(socket, 'whoever answers would be taken for the service');
  return { sni: text(config, 'sni'), shows, trusts, names };
}

/** Endpoints, wherever they are said: without any, nothing would be reached. */
function isThere(cluster: Message, { endpoints }: ProxyResources): void {
  const asked = inner(cluster, 'eds_cluster_config');
  const name = asked ? text(asked, 'service_name') : '';
  if (asked) fileOf(needed(asked, 'eds_config'), proxyFilePath({ kind: 'endpoints', resource: name }));
  const found = asked ? named(endpoints, name, 'cluster_name') : inner(cluster, 'load_assignment');
  const groups = list(found ?? refuse(cluster, 'where this is, is not said'), 'endpoints');
  if (!groups.some((group) => list(group, 'lb_endpoints').length > 0)) refuse(cluster, 'this is nowhere');
}
