import type { JsonObject } from '../../../base/json.ts';
import { isHttpListener } from '../../../model/gateway.ts';
import { extension } from '../any.ts';
import { jwtFilter } from '../authentication/jwt.ts';
import { rbacFilters } from '../authorization/filters.ts';
import { type Resources, together } from '../context.ts';
import { routeTable } from '../discovery.ts';
import { connectionManager, router } from '../http.ts';
import type { Chain } from '../inbound/listener.ts';
import { ROUTE_FILTERS } from '../outbound/listener.ts';
import { tcpProxy } from '../outbound/tcp.ts';
import { socketAddress } from '../provider-cluster.ts';
import { gatewayLimitFilters } from '../rate-limit/gateway.ts';
import { telemetry } from '../telemetry.ts';
import { admitted } from './admission.ts';
import { carried } from './carried.ts';
import type { GatewayContext } from './index.ts';
import { gatewayRoutes } from './routes.ts';
import type { Served } from './served.ts';
import { asked, terminated } from './tls.ts';

/** Where a gateway listens at one port: what clients ask for in TLS tells apart the listeners that share it. */
export function portListener(port: number, served: readonly [Served, ...Served[]], context: GatewayContext): Resources {
  const [{ gateway, listener }] = served;
  const at = context.placement.listener(gateway, listener);
  const name = `gateway_${port}`;
  const plain = served.filter((one) => isHttpListener(one.listener) && !one.listener.tls);
  const parts = [
    ...(plain.length > 0 ? [plainChain(name, port, plain, context)] : []),
    ...served
      .filter((one) => !plain.includes(one))
      .flatMap((one) => chains(`${name}_${one.gateway.name}_${one.listener.name}`, port, one, context)),
  ];
  const made = {
    name,
    traffic_direction: 'INBOUND',
    address: socketAddress(at.address, at.port),
    ...(served.some((one) => one.listener.tls) && { listener_filters: [TLS_INSPECTOR] }),
    filter_chains: parts.map(({ chain }) => chain),
  };
  return together([...parts.map(({ resources }) => resources), ...(parts.length > 0 ? [{ listeners: [made] }] : [])]);
}

const TLS_INSPECTOR = extension(
  'envoy.filters.listener.tls_inspector',
  'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
);

/** A filter chain, and what it needs besides. */
interface Part {
  readonly chain: JsonObject;
  readonly resources: Resources;
}

function plainChain(name: string, port: number, served: readonly Served[], context: GatewayContext): Part {
  const { filters, resources } = requests(name, port, served, context);
  return { chain: { filters }, resources };
}

function chains(name: string, port: number, served: Served, context: GatewayContext): readonly Part[] {
  const { listener } = served;
  if (isHttpListener(listener)) {
    const { filters, resources } = requests(name, port, [served], context);
    const secured = terminated(listener, ['h2', 'http/1.1'], context);
    const chain = { ...asked(listener.hosts), ...secured.fields, filters };
    return [{ chain, resources: together([resources, secured.resources]) }];
  }
  const secured = terminated(listener, [], context);
  return carried(served).map(({ names, to }) => {
    const rules = rbacFilters({ port, http: false, outside: true }, context, admissions(port, false, context));
    const seen = telemetry('inbound', context);
    const filters = [...rules.filters, tcpProxy(name, to, undefined, seen.connections, context)];
    const resources = together([secured.resources, seen.resources, { clusters: rules.clusters }]);
    return { chain: { ...(listener.tls && asked(names)), ...secured.fields, filters }, resources };
  });
}

function admissions(port: number, http: boolean, { gateways, lookup }: GatewayContext) {
  return admitted(gateways, { port, http }, lookup);
}

/** Requests: tokens, then rules, then routes. The peer is the client, as far as no proxies before it are trusted. */
function requests(name: string, port: number, served: readonly Served[], context: GatewayContext): Chain {
  const jwt = jwtFilter(context);
  const rules = rbacFilters({ port, http: true, outside: true }, context, admissions(port, true, context));
  const limits = gatewayLimitFilters(
    served.map(({ gateway }) => gateway),
    { port, http: true, outside: true },
    context,
  );
  const seen = telemetry('inbound', context);
  const { manager, resources } = routeTable(gatewayRoutes(name, served, context), context);
  const { xffNumTrustedHops } = context.placement;
  const connections = connectionManager({
    stat_prefix: name,
    ...manager,
    use_remote_address: true,
    ...(xffNumTrustedHops > 0 && { xff_num_trusted_hops: xffNumTrustedHops }),
    forward_client_cert_details: 'SANITIZE',
    common_http_protocol_options: { headers_with_underscores_action: 'REJECT_REQUEST' },
    http_filters: [...jwt.filters, ...rules.filters, ...ROUTE_FILTERS, ...limits.filters, router()],
    ...seen.manager,
  });
  return {
    filters: [connections],
    resources: together([
      resources,
      seen.resources,
      { clusters: [...jwt.clusters, ...rules.clusters, ...limits.clusters] },
    ]),
  };
}
