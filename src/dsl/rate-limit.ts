import type { AtomicCaller, RequestPrincipalCaller } from './callers.ts';
import type { Request } from './requests.ts';
import type { Duration, OneOrMore } from './values.ts';

/**
 * How many requests pass: what `service.rateLimit` and `gateway.rateLimit` take. Of `from`, `except` and `requests`, what is left out does
 * not restrict: the limit is then for every request.
 */
export type RateLimit<Port extends string | number> = LimitedRequests<Port> & RateLimitAmount & RateLimitAnswer;

/** A limit of a route: for the requests that the route takes, where the route is taken. */
export type RouteRateLimit = RateLimitAmount<RouteLimitKey> & RateLimitAnswer;

/** Which requests count. */
export interface LimitedRequests<Port extends string | number> {
  /** Whose requests; they share a bucket unless `by` says otherwise. Default: anyone's. */
  readonly from?: 'anyone' | OneOrMore<LimitedCaller>;
  /** Whose requests pass without being counted. */
  readonly except?: OneOrMore<LimitedCaller>;
  /** Default: every request. */
  readonly requests?: OneOrMore<Request<Port>>;
}

/** A caller that a limit can be for: all but bearers of tokens, whom a header tells apart (`by: { header }`). */
export type LimitedCaller = Exclude<AtomicCaller, RequestPrincipalCaller>;

/** Who counts, and how much passes: the proxy itself, or a service that all proxies ask. */
export type RateLimitAmount<Key = RateLimitKey> = (LocalAmount | GlobalAmount) & {
  /** What has a bucket of its own. Default: nothing, all requests share one. What a request does not have counts as one value. */
  readonly by?: OneOrMore<Key>;
};

/**
 * Counted by each proxy for itself, in a token bucket: a service of three pods passes three times as much. Becomes a
 * `local_ratelimit` filter of Envoy.
 */
export interface LocalAmount {
  /** How many requests pass in the time of `per`. */
  readonly limit: number;
  /** At least 50 ms, which Envoy demands. */
  readonly per: Duration;
  /** How many pass at once after a quiet time: the size of the bucket. Default: `limit`. */
  readonly burst?: number;
  /** Tells it from other limits in statistics. Default `limit-1`, `limit-2`, … in the order of declaration. */
  readonly name?: string;
  readonly global?: never;
}

/**
 * Counted by Envoy's rate limit service for all proxies at once. It is told `limit: <name>` and a descriptor for each of `by`
 * (`caller`, `remote_address`, or the name of the header), and its own configuration has the numbers. Becomes a `ratelimit` filter of Envoy.
 */
export interface GlobalAmount {
  /** A provider of kind `envoyRateLimit`. */
  readonly global: string;
  /** What the service knows it by. */
  readonly name: string;
  readonly limit?: never;
  readonly per?: never;
  readonly burst?: never;
}

/**
 * What has a bucket of its own: each identity that calls, each address of a client (as `remoteIpBlock` has it), each value of a header.
 */
export type RateLimitKey = 'caller' | RouteLimitKey;

/** In a route of a service every caller has a bucket as it is: the route is taken in its own proxy. */
export type RouteLimitKey = 'remote-address' | { readonly header: string };

/** What a request over the limit is answered. */
export interface RateLimitAnswer {
  /** Default 429. Of an HTTP error, 400 to 511. */
  readonly status?: number;
  /** Whether answers say how much is left: `x-ratelimit-limit`, `x-ratelimit-remaining`, `x-ratelimit-reset`. Default false. */
  readonly headers?: boolean;
  /** Count, but let everything pass. Default false. */
  readonly dryRun?: boolean;
}

/** What services and gateways have in common: limits on how many requests pass. */
export interface RateLimited<Port extends string | number> {
  /**
   * Limits how many of the requests that are admitted pass; several limits all hold. Becomes filters of Envoy before the service, at a
   * gateway before its routes; Istio has no object for it (MW3501).
   *
   * Errors: MW3502 for a port that carries TCP, MW3503 where no proxy is, MW3504 by callers where nobody has an identity.
   *
   * @example `reviews.rateLimit({ limit: 100, per: '1m', by: 'caller', requests: POST('/reviews/{*}') })`
   */
  rateLimit(...limits: readonly [RateLimit<Port>, ...RateLimit<Port>[]]): void;
}
