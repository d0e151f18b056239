import { ProtectedBuilder } from './builder.ts';
import type { AnyGateway, AnyNamespace } from './nouns.ts';
import type { RateLimit, RateLimited } from './rate-limit.ts';
import type { Recorder } from './recorder.ts';
import type { GatewayAnswer, GatewayRoute } from './route.ts';
import type { Protected } from './rule.ts';
import type { Service } from './service.ts';
import type { AtLeastOne, Host } from './values.ts';

/** What `mesh.gateway` takes: where its objects live, where it listens, and which proxy serves it. */
export interface GatewayOptions<Listeners extends Record<string, ListenerOptions>> {
  /** Where its Gateway and VirtualServices live. */
  readonly namespace: AnyNamespace;
  /** By name. */
  readonly listeners: Listeners;
  /** The proxy that serves it. Default: the ingress gateway that `istioctl install` makes. */
  readonly workload?: GatewayWorkload;
}

/**
 * The proxy that serves a gateway: pods that somebody else makes. Becomes the `selector` of the Istio Gateway, and the identity
 * that services admit. Defaults: what `istioctl install` makes (manifests/charts/gateways/istio-ingress).
 */
export interface GatewayWorkload {
  /** Default `istio-system`. */
  readonly namespace?: string;
  /** Default `{ istio: 'ingressgateway' }`. */
  readonly selector?: Readonly<Record<string, string>>;
  /**
   * Default `istio-ingressgateway-service-account`, as `istioctl install` makes it. With the Helm chart `gateway` it is the
   * name of the release.
   */
  readonly serviceAccount?: string;
}

/** Where a gateway listens. Without `tls` it speaks plain HTTP, unless `protocol` says otherwise. */
export interface ListenerOptions {
  readonly port: number;
  readonly hosts: AtLeastOne<Host | '*'>;
  /** Default: `http` without `tls`; `https` with; `tls` with `passthrough`. */
  readonly protocol?: 'http' | 'https' | 'http2' | 'grpc' | 'tls' | 'tcp';
  readonly tls?: ListenerTls;
  /** Answer every request with a redirect (301) to https. */
  readonly redirect?: 'https';
}

/** How a listener treats TLS. Becomes `tls` of a server of the Istio Gateway: SIMPLE, MUTUAL or PASSTHROUGH. */
export type ListenerTls =
  | {
      /** `terminate`: the gateway has the certificate. `mutual`: clients show one too. */
      readonly mode: 'terminate' | 'mutual';
      /** A Secret in the namespace of the gateway's workload: `tls.crt`, `tls.key`, for `mutual` also `ca.crt`. */
      readonly credential: string;
      /** Default `1.2`. */
      readonly minVersion?: '1.2' | '1.3';
    }
  /** The service has the certificate; routed by the name that the client asks for. */
  | { readonly mode: 'passthrough' };

/** A host that a listener serves: for `*.example.com` any subdomain, for `*` any host. */
export type ServedHost<Served extends string> = Served extends '*'
  ? string
  : Served extends `*.${infer Domain}`
    ? Served | `${string}.${Domain}`
    : Served;

type HostsOf<Listeners extends Record<string, ListenerOptions>> = ServedHost<
  Listeners[keyof Listeners]['hosts'][number]
>;

/**
 * A way into the mesh, declared by `mesh.gateway`.
 *
 * Becomes an Istio Gateway, a VirtualService for each host it routes, ALLOW rules at the services it routes to for exactly
 * what is routed, and, with deny-by-default, the gateway's own AuthorizationPolicy.
 */
export interface Gateway<Hosts extends string = string, Listeners extends string = string>
  extends AnyGateway,
    Protected<number>,
    RateLimited<number> {
  /** Type-level only. @internal */
  readonly listeners?: Listeners;
  /**
   * Takes requests in to a service; routes are tried in the order of declaration. The service admits the gateway for
   * exactly these hosts, paths and methods (after rewrites).
   *
   * Errors: MW2021 for a host that no listener serves, MW1204 unknown port, MW1203 unknown version.
   *
   * @example
   * ```ts
   * edge.route(productpage, { hosts: ['bookinfo.example.com'], paths: [path.exact('/login'), path.prefix('/static')] });
   * ```
   */
  route<Port extends string, Version extends string>(
    to: Service<Port, Version>,
    ...routes: readonly GatewayRoute<Hosts, Listeners, NoInfer<Port>, NoInfer<Version>>[]
  ): void;
  /**
   * Answers requests itself, with a redirect or a fixed response.
   *
   * @example `edge.route({ paths: ['/'], redirect: { path: '/productpage', status: 302 } })`
   */
  route(answer: GatewayAnswer<Hosts, Listeners>): void;
}

/** The gateway that listeners make. */
export type GatewayOf<Listeners extends Record<string, ListenerOptions>> = Gateway<
  HostsOf<Listeners>,
  keyof Listeners & string
>;

export class GatewayBuilder extends ProtectedBuilder<'gateway', number> implements Gateway {
  constructor(recorder: Recorder, id: string, name: string) {
    super(recorder, 'gateway', id, name);
  }

  route(...args: readonly unknown[]): void {
    this.record('gateway-route', args);
  }

  rateLimit(...limits: readonly RateLimit<number>[]): void {
    this.record('rate-limit', limits);
  }
}
