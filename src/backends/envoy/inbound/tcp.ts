import type { JsonObject } from '../../../base/json.ts';
import { note } from '../../../diag/diagnostic.ts';
import type { Protocol, ServicePort } from '../../../model/service.ts';
import { extension } from '../any.ts';
import { rbacFilters } from '../authorization/filters.ts';
import { together } from '../context.ts';
import { has } from '../since.ts';
import { telemetry } from '../telemetry.ts';
import { applicationName } from './application.ts';
import type { Chain, ServiceContext } from './listener.ts';

/** Protocols whose clients speak first. */
const CLIENT_FIRST: ReadonlySet<Protocol> = new Set(['https', 'tls', 'mongo', 'redis']);

/**
 * Rules are asked when the first bytes of the client arrive. Until then the service is not connected to, where its protocol says that clients
 * speak first; where it may be the service, what it says first would reach a client that is then refused.
 */
function connecting(port: ServicePort, { placement, proxy: { service }, gap }: ServiceContext): JsonObject {
  if (CLIENT_FIRST.has(port.protocol) && has('connectingLater', placement.version))
    return { upstream_connect_mode: 'ON_DOWNSTREAM_DATA', max_early_data_bytes: 16_384 };
  gap(
    note('MW3406', `a client that is refused at port \`${port.name}\` still gets what the service says unasked`, {
      span: service.span,
      note: 'Envoy asks its rules about a connection when the client first sends something',
      help: `nothing is lost where clients speak first; \`redis\`, \`mongo\`, \`tls\` and \`https\` say so (not on Envoy 1.36)`,
    }),
  );
  return {};
}

/** Bytes: rules about connections, then the service. */
export function tcpChain(port: ServicePort, context: ServiceContext): Chain {
  const { filters, clusters } = rbacFilters({ port: port.targetPort, http: false }, context);
  const seen = telemetry('inbound', context);
  const proxy = extension('envoy.filters.network.tcp_proxy', 'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', {
    stat_prefix: `inbound_${port.targetPort}`,
    cluster: applicationName(port),
    ...(filters.length > 0 && connecting(port, context)),
    ...seen.connections,
  });
  return { filters: [...filters, proxy], resources: together([seen.resources, { clusters }]) };
}
