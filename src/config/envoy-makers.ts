import type { NonEmpty } from '../base/nonempty.ts';
import type { BackendInput } from './config.ts';
import type { CertificateSource, EndpointSource, EnvoyInput, StaticEndpoint } from './envoy.ts';

/**
 * Compiles to configs of plain Envoy, for workloads that are in no mesh: a proxy beside each service and one for each gateway, in
 * `out/<target>/envoy/<namespace>/<name>/`. There is no default version; one that meshwright does not know is an error
 * (MW0002), and what the mesh says and Envoy alone cannot do is one at its line (MW34xx).
 *
 * @example Proxies that find each other by DNS, with certificates in files
 * ```ts
 * backends: [envoy({ version: '1.40', endpoints: dns('{service}.{namespace}.internal'), certificates: files('/etc/pki/mesh') })]
 * ```
 * @example Addresses that are known, an external authorizer, and access logs by OTLP
 * ```ts
 * backends: [
 *   envoy({
 *     version: '1.40',
 *     endpoints: addresses({ 'shop/orders': [{ address: '10.0.0.5', version: 'v1' }] }),
 *     providers: {
 *       opa: { kind: 'envoyExtAuthzGrpc', service: 'opa.internal', port: 9191 },
 *       logs: { kind: 'envoyOtelAls', service: 'otel.internal', port: 4317 },
 *     },
 *   }),
 * ]
 * ```
 */
export function envoy(options: EnvoyInput): Extract<BackendInput, { backend: 'envoy' }> {
  return { backend: 'envoy', options };
}

/**
 * Certificates from files: `cert.pem`, `key.pem` and `ca.pem` in an absolute folder of the proxy's machine, and what a listener of a gateway
 * shows in a folder below it that has the name of its credential. Envoy reads them again when they are replaced by a move.
 *
 * @example
 * ```ts
 * certificates: files('/etc/envoy/certificates')
 * ```
 */
export function files(directory: string): CertificateSource {
  return { kind: 'files', directory };
}

/**
 * Certificates from a SPIRE agent, by the socket of its Workload API (SDS). The proxy asks for the SPIFFE id of its service, and trusts the
 * bundle of the mesh's trust domain; see [SPIRE's guide](https://spiffe.io/docs/latest/microservices/envoy/).
 *
 * @example
 * ```ts
 * certificates: spire('/run/spire/sockets/agent.sock')
 * ```
 */
export function spire(socket: string): CertificateSource {
  return { kind: 'spire', socket };
}

/**
 * Services are found by name (STRICT_DNS): `{service}`, `{namespace}` and `{version}` stand for what they say. A route to one version needs
 * a name that has `{version}`.
 *
 * @example
 * ```ts
 * endpoints: dns('{service}.{namespace}.internal')
 * ```
 */
export function dns(name: string): EndpointSource {
  return { kind: 'dns', name };
}

/**
 * Services are found at IP addresses, by `namespace/service`: one file for each (EDS), which Envoy reads again when it is replaced by a move.
 *
 * @example
 * ```ts
 * endpoints: addresses({ 'shop/orders': [{ address: '10.0.0.5', locality: 'eu/a' }, { address: '10.0.1.5', locality: 'eu/b' }] })
 * ```
 */
export function addresses(services: Readonly<Record<string, NonEmpty<StaticEndpoint>>>): EndpointSource {
  return { kind: 'static', services };
}
