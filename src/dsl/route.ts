import type { HeaderPattern, PathPattern, StringPattern } from './match.ts';
import type { AnyService } from './nouns.ts';
import type { RouteRateLimit } from './rate-limit.ts';
import type { AtLeastOne, Duration, Host, Method, OneOrMore } from './values.ts';

/** Per cent of the requests to each version; they sum to 100 (MW2001). A version that is left out gets none. */
export type Weights<Version extends string> = [Version] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [V in Version]?: number };

/** Requests that a route is for: all that is given must hold. */
export interface RouteMatch {
  readonly path?: PathPattern;
  readonly methods?: AtLeastOne<Method>;
  readonly headers?: Readonly<Record<string, HeaderPattern>>;
  readonly query?: Readonly<Record<string, StringPattern>>;
}

/** What may be done with requests, wherever the route is. Durations as `5s`; what is left out is Istio's default. */
export interface RouteOptions {
  /** For the whole request, retries included. Istio's default: none. */
  readonly timeout?: Duration;
  readonly retries?: Retries;
  readonly fault?: Fault;
  /** A copy of requests that is sent elsewhere; its answer is dropped. */
  readonly mirror?: Mirror;
  readonly rewrite?: Rewrite;
  readonly requestHeaders?: HeaderChanges;
  readonly responseHeaders?: HeaderChanges;
  readonly cors?: Cors;
  /** How many requests pass: at a gateway, or from each proxy of a caller. Istio has no such option (MW3501). */
  readonly rateLimit?: RouteRateLimit;
}

/** How often and when a request is tried again. Becomes `retries` of an Istio route. */
export interface Retries {
  /** How often at most, beside the first try. */
  readonly attempts: number;
  readonly perTryTimeout?: Duration;
  /** Envoy's conditions, and gRPC's. Istio's default: connect-failure, refused-stream, unavailable, cancelled. */
  readonly retryOn?: AtLeastOne<RetryCondition | number>;
}

/** Conditions of Envoy's `x-envoy-retry-on` and `x-envoy-retry-grpc-on`. */
export type RetryCondition =
  | '5xx'
  | 'gateway-error'
  | 'reset'
  | 'reset-before-request'
  | 'connect-failure'
  | 'envoy-ratelimited'
  | 'retriable-4xx'
  | 'refused-stream'
  | 'retriable-headers'
  | 'http3-post-connect-failure'
  | 'cancelled'
  | 'deadline-exceeded'
  | 'internal'
  | 'resource-exhausted'
  | 'unavailable';

/** Trouble on purpose. Becomes `fault` of an Istio route; it is the caller's proxy that delays or aborts. */
export interface Fault {
  /** `percentage` of requests, 0 to 100. */
  readonly delay?: { readonly fixedDelay: Duration; readonly percentage: number };
  readonly abort?: { readonly httpStatus: number; readonly percentage: number };
}

/**
 * Where copies of requests go. Becomes `mirrors` of an Istio route. The destination has to admit the callers itself.
 */
export interface Mirror {
  readonly service: AnyService;
  readonly version?: string;
  readonly port?: string;
  /** Per cent of requests. Default 100. */
  readonly percentage?: number;
}

/**
 * What is changed before a request goes on. Becomes `rewrite` of an Istio route (MW1010 where no path is matched to replace).
 */
export interface Rewrite {
  /** Replaces the matched exact path or prefix. */
  readonly path?: `/${string}`;
  readonly host?: Host;
}

/** Headers that are set, added or removed on the way. Becomes `headers` of an Istio route. */
export interface HeaderChanges {
  readonly set?: Readonly<Record<string, string>>;
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: AtLeastOne<string>;
}

/** Cross-origin requests that are let through. Becomes `corsPolicy` of an Istio route; `maxAge` is a duration. */
export interface Cors {
  readonly allowOrigins: AtLeastOne<StringPattern>;
  readonly allowMethods?: AtLeastOne<Method>;
  readonly allowHeaders?: AtLeastOne<string>;
  readonly exposeHeaders?: AtLeastOne<string>;
  readonly allowCredentials?: boolean;
  readonly maxAge?: Duration;
}

/** Another place for requests to go, with its share. */
export interface Destination {
  readonly service: AnyService;
  readonly version?: string;
  readonly port?: string;
  /** Per cent. */
  readonly weight: number;
}

/** Where a client is sent. Becomes `redirect` of an Istio route; what is left out stays as it was asked for. */
export interface Redirect {
  readonly scheme?: 'http' | 'https';
  readonly host?: Host;
  readonly port?: number;
  readonly path?: `/${string}`;
  /** Default 301. */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/** A fixed answer. Becomes `directResponse` of an Istio route. `status` is 200 to 599. */
export interface DirectResponse {
  readonly status: number;
  readonly body?: string;
}

/** A route of a service: the first whose match fits takes the request. At most one of `to`, `redirect`, `directResponse`. */
export interface ServiceRoute<Port extends string, Version extends string> extends RouteOptions {
  /** Shown in traces and metrics. Default `route-1`, `route-2`, … in the order of declaration. */
  readonly name?: string;
  /** Default: all HTTP ports, or all ports of a service that has none. */
  readonly port?: Port;
  /** One of them must fit. Default: every request. */
  readonly match?: OneOrMore<RouteMatch>;
  /** Default: the service itself, all versions. */
  readonly to?: Weights<Version> | AtLeastOne<Destination>;
  readonly redirect?: Redirect;
  readonly directResponse?: DirectResponse;
}

/** Which requests a gateway takes in. */
export interface GatewayMatch<Hosts extends string, Listeners extends string> {
  readonly name?: string;
  /** Hosts that the gateway's listeners serve. Default: all of them. */
  readonly hosts?: AtLeastOne<Hosts>;
  /** Default: every listener that serves the hosts and does not redirect. */
  readonly listeners?: AtLeastOne<Listeners>;
  /** Short for a `match` by path. */
  readonly paths?: AtLeastOne<PathPattern>;
  readonly match?: OneOrMore<RouteMatch>;
}

/** A route from a gateway to a service. */
export interface GatewayRoute<
  Hosts extends string,
  Listeners extends string,
  Port extends string,
  Version extends string,
> extends GatewayMatch<Hosts, Listeners>,
    RouteOptions {
  /** Default: the service's only port; with several, its only HTTP port. */
  readonly port?: Port;
  /** Default: all versions. */
  readonly to?: Weights<Version>;
}

/** A gateway's own answer. */
export type GatewayAnswer<Hosts extends string, Listeners extends string> = GatewayMatch<Hosts, Listeners> &
  Pick<RouteOptions, 'responseHeaders'> &
  ({ readonly redirect: Redirect } | { readonly directResponse: DirectResponse });
