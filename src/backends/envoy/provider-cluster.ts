import type { JsonObject } from '../../base/json.ts';
import type { Provider } from '../../config/envoy.ts';
import { printIdentity } from '../../model/ids.ts';
import { extension } from './any.ts';
import type { Context } from './context.ts';
import { speaksMtls } from './mtls.ts';
import type { SocketAddress } from './placement.ts';
import { HTTP2, meshCertificatesFor } from './secrets.ts';

type Served = Extract<Provider, { service: string }>;

/** Where a provider is: by name, or, if it is a service of the mesh, at its proxy. What is asked by gRPC is spoken to in HTTP/2. */
export function providerCluster(name: string, provider: Served, context: Context): JsonObject {
  const cluster = `provider/${name}`;
  return {
    ...(ofMesh(cluster, provider, context) ?? dnsCluster(cluster, provider.service, provider.port)),
    ...(GRPC.has(provider.kind) && { typed_extension_protocol_options: HTTP2 }),
  };
}

/** How a provider is asked by gRPC. Its name is no authority that a server has to take: a `/` in one makes some refuse the stream. */
export function byGrpc(name: string, { service, port }: Served): JsonObject {
  return { envoy_grpc: { cluster_name: `provider/${name}`, authority: `${service}:${port}` } };
}

/** A service of the mesh wants its callers' certificates, and shows that it is who was asked for. */
function ofMesh(cluster: string, { service: host, port: at }: Served, context: Context): JsonObject | undefined {
  const { lookup, placement } = context;
  const service = lookup.mesh.services.find(({ hostname, name, namespace }) =>
    [hostname, `${name}.${namespace}.svc`, `${name}.${namespace}`].includes(host),
  );
  const port = service?.ports.find((one) => one.port === at);
  if (service === undefined || port === undefined || !speaksMtls(service, port, lookup)) return undefined;
  const endpoints = placement.endpoints(service, port, undefined);
  if (endpoints === undefined) return undefined;
  const found = endpoints.kind === 'dns' ? [{ address: endpoints.host, port: endpoints.port }] : endpoints.endpoints;
  const own = [lookup.mesh.trustDomain, ...lookup.mesh.trustDomainAliases];
  const names = own.map((trustDomain) => `spiffe://${printIdentity({ ...service.identity, trustDomain })}`);
  const match_typed_subject_alt_names = names.map((exact) => ({ san_type: 'URI', matcher: { exact } }));
  return {
    ...clusterOf(cluster, found),
    transport_socket: extension(
      'envoy.transport_sockets.tls',
      'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
      { sni: service.hostname, common_tls_context: meshCertificatesFor({ match_typed_subject_alt_names }, context) },
    ),
  };
}

const GRPC: ReadonlySet<Provider['kind']> = new Set([
  'envoyExtAuthzGrpc',
  'opentelemetry',
  'envoyOtelAls',
  'envoyRateLimit',
]);

/** A cluster of whatever addresses a name has. */
export function dnsCluster(name: string, host: string, port: number): JsonObject {
  return clusterOf(name, [{ address: host, port }]);
}

function clusterOf(name: string, addresses: readonly SocketAddress[]): JsonObject {
  const lb_endpoints = addresses.map(({ address, port }) => ({ endpoint: { address: socketAddress(address, port) } }));
  return {
    name,
    type: 'STRICT_DNS',
    connect_timeout: '5s',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints }] },
  };
}

export function socketAddress(address: string, port: number): JsonObject {
  return { socket_address: { address, port_value: port } };
}
