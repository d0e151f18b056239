import type { NonEmpty } from '../base/nonempty.ts';

/** The minor versions of Envoy that configs can be made for. */
export const ENVOY_VERSIONS = ['1.36', '1.37', '1.38', '1.39', '1.40'] as const;

/** The minor versions of Envoy that meshwright compiles for. */
export type EnvoyVersion = (typeof ENVOY_VERSIONS)[number];

/** What `envoy` takes, with every default filled in. */
export interface EnvoyOptions {
  /** The minor version of Envoy that runs. */
  readonly version: EnvoyVersion;
  /** `filesystem`: a bootstrap, and xDS files that Envoy reloads when they are replaced by a move. `static`: one file, all in it. */
  readonly configuration: 'filesystem' | 'static';
  /** Where a proxy finds its folder of the output on its machine: an absolute path. Default `/etc/envoy`. */
  readonly directory: string;
  /** `calls`: a proxy knows the services that its own calls. `mesh`: all of them. */
  readonly scope: 'calls' | 'mesh';
  readonly certificates: CertificateSource;
  readonly endpoints: EndpointSource;
  /** Where the proxies of the target run, for failover between localities: `region`, `region/zone` or `region/zone/subzone`. */
  readonly locality?: string | undefined;
  /** Where a proxy listens for what comes to its service: at the port of the pod plus the offset. */
  readonly inbound: { readonly address: string; readonly portOffset: number };
  /** Where the service itself listens, at the port of the pod. */
  readonly application: { readonly address: string };
  /** Where a proxy listens for what its service sends: HTTP at `port`, told apart by host; each TCP port at one of its own. */
  readonly outbound: {
    readonly address: string;
    readonly port: number;
    /** By `namespace/service:port`; default: the service's own port. */
    readonly tcp: Readonly<Record<string, number>>;
  };
  /** Envoy's admin interface; on loopback only. `false`: none. */
  readonly admin: { readonly address: string; readonly port: number } | false;
  /** Where the machines keep the CA certificates that they trust: an issuer's keys are fetched from hosts that show one of these. */
  readonly systemCertificates: string;
  /** How many proxies before a gateway are trusted to say in X-Forwarded-For who the client is. */
  readonly xffNumTrustedHops: number;
  /** What policies refer to by name: external authorizers, collectors of traces and access logs. Named as in Istio's MeshConfig. */
  readonly providers: Readonly<Record<string, Provider>>;
}

/** What `envoy` takes; what is left out is the default. */
export interface EnvoyInput
  extends Partial<Omit<EnvoyOptions, 'version' | 'inbound' | 'application' | 'outbound' | 'admin' | 'providers'>> {
  /** The minor version of Envoy that runs: `1.36` to `1.40`. */
  readonly version: EnvoyVersion;
  /** Where a proxy listens for what comes to its service. Default `0.0.0.0`, at the port of the pod plus 10,000. */
  readonly inbound?: Partial<EnvoyOptions['inbound']>;
  /** Where the service itself listens, at the port of the pod. Default `127.0.0.1`. */
  readonly application?: Partial<EnvoyOptions['application']>;
  /** Where a proxy listens for what its service sends. Default `127.0.0.1:15001` for HTTP; a TCP port at the callee's own port. */
  readonly outbound?: Partial<EnvoyOptions['outbound']>;
  /** Envoy's admin interface. Default `127.0.0.1:15000`; `false`: none. */
  readonly admin?: Partial<Exclude<EnvoyOptions['admin'], false>> | false;
  /** What policies refer to by name, as in the `extensionProviders` of Istio's MeshConfig. */
  readonly providers?: Readonly<Record<string, ProviderInput>>;
}

/** A provider before defaults are filled in. */
export type ProviderInput = {
  readonly [K in Provider['kind']]: WithDefaults<Extract<Provider, { kind: K }>>;
}[Provider['kind']];

type WithDefaults<P> = Omit<P, Defaulted & keyof P> & { readonly [K in Defaulted & keyof P]?: P[K] };
type Defaulted = 'timeout' | 'failOpen' | 'includeRequestHeadersInCheck' | 'headersToUpstreamOnAllow' | 'path' | 'port';

/** Where a proxy's certificate, its key and the CA certificates that it trusts come from. */
export type CertificateSource =
  /**
   * `cert.pem`, `key.pem` and `ca.pem` in the folder, reloaded when they are replaced by a move; the credential of a listener in a
   * folder of its own there.
   */
  | { readonly kind: 'files'; readonly directory: string }
  /** The Workload API of a SPIRE agent, by SDS: secrets named by SPIFFE id and trust domain. */
  | { readonly kind: 'spire'; readonly socket: string };

/** Where the proxies of other services are found. */
export type EndpointSource =
  /** By name: `{service}`, `{namespace}` and `{version}` stand for what they say. */
  | { readonly kind: 'dns'; readonly name: string }
  /** By `namespace/service`. */
  | { readonly kind: 'static'; readonly services: Readonly<Record<string, NonEmpty<StaticEndpoint>>> };

/** A proxy of a service. */
export interface StaticEndpoint {
  /** An IP address. */
  readonly address: string;
  /** By name of the service's port; default: where a proxy listens by itself. */
  readonly ports?: Readonly<Record<string, number>> | undefined;
  /** The version of the service that it is of. */
  readonly version?: string | undefined;
  /** `region`, `region/zone` or `region/zone/subzone`. */
  readonly locality?: string | undefined;
  /** Its part of the load among those of its locality; default 1. */
  readonly weight?: number | undefined;
}

/** What policies refer to by name. */
export type Provider =
  | {
      readonly kind: 'envoyExtAuthzGrpc';
      readonly service: string;
      readonly port: number;
      readonly timeout: string;
      /** Whether requests pass when the authorizer does not answer; default: they are refused. */
      readonly failOpen: boolean;
    }
  | {
      readonly kind: 'envoyExtAuthzHttp';
      readonly service: string;
      readonly port: number;
      readonly timeout: string;
      readonly failOpen: boolean;
      readonly pathPrefix?: string | undefined;
      /** Headers of the request that the authorizer sees, besides method, path, host and Authorization. */
      readonly includeRequestHeadersInCheck: readonly string[];
      /** Headers of its answer that go on to the service. */
      readonly headersToUpstreamOnAllow: readonly string[];
    }
  | { readonly kind: 'opentelemetry'; readonly service: string; readonly port: number }
  | { readonly kind: 'zipkin'; readonly service: string; readonly port: number; readonly path: string }
  | { readonly kind: 'envoyOtelAls'; readonly service: string; readonly port: number }
  | {
      readonly kind: 'envoyFileAccessLog';
      readonly path: string;
      /** Fields of a JSON object, with Envoy's command operators; default: Istio's fields. */
      readonly logFormat?: Readonly<Record<string, string>> | undefined;
    }
  | {
      /** Envoy's rate limit service. */
      readonly kind: 'envoyRateLimit';
      readonly service: string;
      readonly port: number;
      readonly domain: string;
      readonly timeout: string;
      readonly failOpen: boolean;
    };

export const ENVOY_DEFAULTS = {
  configuration: 'filesystem',
  directory: '/etc/envoy',
  scope: 'calls',
  certificates: { kind: 'files', directory: '/etc/envoy/certificates' },
  endpoints: { kind: 'dns', name: '{service}.{namespace}.svc.cluster.local' },
  inbound: { address: '0.0.0.0', portOffset: 10_000 },
  application: { address: '127.0.0.1' },
  outbound: { address: '127.0.0.1', port: 15001, tcp: {} },
  admin: { address: '127.0.0.1', port: 15000 },
  systemCertificates: '/etc/ssl/certs/ca-certificates.crt',
  xffNumTrustedHops: 0,
  providers: {},
} as const satisfies Omit<EnvoyOptions, 'version'>;
