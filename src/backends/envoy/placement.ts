import type { CertificateSource, EnvoyOptions, EnvoyVersion, Provider } from '../../config/envoy.ts';
import type { Gateway, Listener } from '../../model/gateway.ts';
import type { ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Issuer } from '../../model/mesh.ts';
import type { Service, ServicePort } from '../../model/service.ts';

/** `service` or `gateway`, and the key: whose proxy. */
export type ProxyRef =
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'gateway'; readonly gateway: Gateway };

export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

/** Where requests for a service are sent. */
export type Endpoints =
  | { readonly kind: 'dns'; readonly host: string; readonly port: number }
  | { readonly kind: 'static'; readonly endpoints: readonly Endpoint[] };

export interface Endpoint extends SocketAddress {
  /** `region/zone/subzone`, as far as it is known. */
  readonly locality?: string;
  readonly weight?: number;
}

/**
 * Where everything is that a mesh does not say: addresses, files, certificates. A target's configuration gives it for real machines; what
 * runs a mesh on one machine gives one of its own.
 */
export interface Placement {
  readonly version: EnvoyVersion;
  readonly configuration: EnvoyOptions['configuration'];
  readonly scope: EnvoyOptions['scope'];
  /** The folder where a proxy finds its files on its machine. */
  readonly directory: (proxy: ProxyRef) => string;
  readonly admin: (proxy: ProxyRef) => SocketAddress | undefined;
  /** Where a proxy listens for what comes to a port of its service. */
  readonly inbound: (service: Service, port: ServicePort) => SocketAddress;
  /** Where the service itself listens. */
  readonly application: (service: Service, port: ServicePort) => SocketAddress;
  /** Where a proxy listens for the HTTP that its service sends. */
  readonly outbound: (caller: ServiceKey) => SocketAddress;
  /** Where a proxy listens for the bytes that its service sends to a port of another that is not HTTP. */
  readonly outboundTcp: (caller: ServiceKey, service: Service, port: ServicePort) => SocketAddress;
  readonly listener: (gateway: Gateway, listener: Listener) => SocketAddress;
  /** Absent: nobody said where the service, or this version of it, is. */
  readonly endpoints: (service: Service, port: ServicePort, version: string | undefined) => Endpoints | undefined;
  readonly certificates: (proxy: ProxyRef) => CertificateSource;
  /** The CA certificates that hosts outside the mesh are trusted by. */
  readonly systemCertificates: string;
  /** Where a proxy runs: `region/zone/subzone`, as far as it is known. */
  readonly locality?: (proxy: ProxyRef) => string | undefined;
  readonly xffNumTrustedHops: number;
  readonly providers: ReadonlyMap<string, Provider>;
  /** The keys of an issuer, as a JWKS; absent: as the mesh says. */
  readonly jwks?: (issuer: Issuer) => string;
}

/** Where a target's configuration says that everything is. */
export type Place = (lookup: Lookup) => Placement;
