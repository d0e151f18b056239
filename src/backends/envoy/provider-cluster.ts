import type { JsonObject } from '../../base/json.ts';
import type { Provider } from '../../config/envoy.ts';
import type { Context } from './context.ts';
import { HTTP2 } from './secrets.ts';

type Served = Extract<Provider, { service: string }>;

/** Where a provider is, found by name. What is asked by gRPC is spoken to in HTTP/2. */
export function providerCluster(name: string, provider: Served, _context: Context): JsonObject {
  return {
    ...dnsCluster(`provider/${name}`, provider.service, provider.port),
    ...(GRPC.has(provider.kind) && { typed_extension_protocol_options: HTTP2 }),
  };
}

/** How a provider is asked by gRPC. Its name is no authority that a server has to take: a `/` in one makes some refuse the stream. */
export function byGrpc(name: string, { service, port }: Served): JsonObject {
  return { envoy_grpc: { cluster_name: `provider/${name}`, authority: `${service}:${port}` } };
}

const GRPC: ReadonlySet<Provider['kind']> = new Set([
  'envoyExtAuthzGrpc',
  'opentelemetry',
  'envoyOtelAls',
  'envoyRateLimit',
]);

/** A cluster of whatever addresses a name has. */
export function dnsCluster(name: string, host: string, port: number): JsonObject {
  return {
    name,
    type: 'STRICT_DNS',
    connect_timeout: '5s',
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: socketAddress(host, port) } }] }],
    },
  };
}

export function socketAddress(address: string, port: number): JsonObject {
  return { socket_address: { address, port_value: port } };
}
