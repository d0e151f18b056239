import type { JsonObject } from '../../../base/json.ts';
import type { HttpRoute, TcpRoute } from '../../../model/route.ts';
import { isHttp, type Service, type ServicePort } from '../../../model/service.ts';
import { extension } from '../any.ts';
import { type Context, type Resources, together } from '../context.ts';
import { routeTable } from '../discovery.ts';
import { connectionManager, router } from '../http.ts';
import { socketAddress } from '../provider-cluster.ts';
import { routeLimitFilters } from '../rate-limit/route.ts';
import { CORS, FAULT } from '../routes/settings.ts';
import { telemetry } from '../telemetry.ts';
import { tcpProxy } from './tcp.ts';

/** The name of the listener for HTTP, and of its routes. */
export const OUTBOUND = 'outbound';

/** The filters that routes configure. */
export const ROUTE_FILTERS: readonly JsonObject[] = [
  extension(CORS, 'envoy.extensions.filters.http.cors.v3.Cors'),
  extension(FAULT, 'envoy.extensions.filters.http.fault.v3.HTTPFault'),
];

type Table = JsonObject & { readonly name: string };

/** Where a service sends its HTTP to, by what routes: requests are told apart by their host. */
export function outboundHttp(
  service: Service,
  table: Table,
  routes: readonly HttpRoute[],
  context: Context,
): Resources {
  const { address, port } = context.placement.outbound(service.key);
  const { manager, resources } = routeTable(table, context);
  const seen = telemetry('outbound', context);
  const limits = routeLimitFilters(routes, context);
  const connections = connectionManager({
    stat_prefix: OUTBOUND,
    ...manager,
    // The service passes on who its client is; whose certificate that showed, only a proxy says.
    use_remote_address: false,
    forward_client_cert_details: 'SANITIZE',
    http_filters: [...ROUTE_FILTERS, ...limits.filters, router()],
    ...seen.manager,
  });
  const listener = {
    name: OUTBOUND,
    traffic_direction: 'OUTBOUND',
    address: socketAddress(address, port),
    filter_chains: [{ filters: [connections] }],
  };
  return together([{ listeners: [listener] }, resources, seen.resources, { clusters: limits.clusters }]);
}

/** Where a service sends the bytes for one port of another to. */
export function outboundTcp(caller: Service, service: Service, asked: ServicePort, context: Context): Resources {
  const name = `${OUTBOUND}_${service.key}:${asked.port}`;
  const route = service.routes.find(
    (one): one is TcpRoute => one.kind === 'tcp' && (one.port === undefined || one.port === asked.port),
  );
  const to = route?.to ?? ([{ service: service.key, port: asked.port, weight: 100 }] as const);
  const { address, port } = context.placement.outboundTcp(caller.key, service, asked);
  const seen = telemetry('outbound', context);
  const listener = {
    name,
    traffic_direction: 'OUTBOUND',
    address: socketAddress(address, port),
    filter_chains: [{ filters: [tcpProxy(name, to, asked.port, seen.connections, context)] }],
  };
  return together([{ listeners: [listener] }, seen.resources]);
}

/** The ports of a service that carry requests, and those that carry bytes. */
export function portsOf({ ports }: Service): {
  readonly http: readonly ServicePort[];
  readonly tcp: readonly ServicePort[];
} {
  return {
    http: ports.filter(({ protocol }) => isHttp(protocol)),
    tcp: ports.filter(({ protocol }) => !isHttp(protocol)),
  };
}
