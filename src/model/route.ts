import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { ServiceKey } from './ids.ts';
import type { HeaderMatch, PathMatch, StringMatch } from './match.ts';
import type { Duration } from './mesh.ts';
import type { RateLimitPolicy } from './rate-limit.ts';

/** One HTTP route: of several, the first whose match fits is taken. */
export interface HttpRoute {
  readonly kind: 'http';
  readonly name: string;
  /** The service port that it is for; absent: all HTTP ports. */
  readonly port?: number;
  /** Empty: every request. Otherwise one of them must fit. */
  readonly matches: readonly HttpMatch[];
  readonly action: HttpAction;
  readonly timeout?: Duration;
  readonly retries?: Retries;
  readonly fault?: Fault;
  readonly mirror?: Mirror;
  readonly rewrite?: Rewrite;
  readonly requestHeaders?: HeaderChanges;
  readonly responseHeaders?: HeaderChanges;
  readonly cors?: Cors;
  /** At a gateway, or in each proxy of a caller. */
  readonly rateLimit?: RateLimitPolicy;
  readonly span: Span;
}

/** All that is given must fit. */
export interface HttpMatch {
  readonly path?: PathMatch;
  readonly methods?: NonEmpty<string>;
  readonly headers: readonly HeaderMatch[];
  readonly query: readonly { readonly name: string; readonly match: StringMatch }[];
}

export type HttpAction =
  | { readonly kind: 'forward'; readonly to: NonEmpty<WeightedDestination> }
  | ({ readonly kind: 'redirect' } & Redirect)
  | { readonly kind: 'direct-response'; readonly status: number; readonly body?: string };

export interface WeightedDestination {
  readonly service: ServiceKey;
  /** Service port. Absent: the port that was asked for. */
  readonly port?: number;
  /** Absent: all versions. */
  readonly version?: string;
  /** Per cent; the weights of a route sum to 100. */
  readonly weight: number;
}

export interface Redirect {
  readonly scheme?: 'http' | 'https';
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly status: 301 | 302 | 303 | 307 | 308;
}

export const RETRY_ON = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'envoy-ratelimited',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
] as const;
export type RetryOn = (typeof RETRY_ON)[number];

export interface Retries {
  readonly attempts: number;
  readonly perTryTimeout?: Duration;
  readonly retryOn?: NonEmpty<RetryOn>;
  /** Statuses beside those of `retryOn`. */
  readonly retryOnStatuses?: NonEmpty<number>;
}

export interface Fault {
  readonly delay?: { readonly fixedDelay: Duration; readonly percentage: number };
  readonly abort?: { readonly httpStatus: number; readonly percentage: number };
}

export interface Mirror {
  readonly service: ServiceKey;
  readonly port?: number;
  readonly version?: string;
  readonly percentage: number;
}

/** `path` replaces the matched exact path or prefix. */
export interface Rewrite {
  readonly path?: string;
  readonly host?: string;
}

export interface HeaderChanges {
  readonly set: Readonly<Record<string, string>>;
  readonly add: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

export interface Cors {
  readonly allowOrigins: NonEmpty<StringMatch>;
  readonly allowMethods?: NonEmpty<string>;
  readonly allowHeaders?: NonEmpty<string>;
  readonly exposeHeaders?: NonEmpty<string>;
  readonly allowCredentials?: boolean;
  readonly maxAge?: Duration;
}

/** A route for the bytes of a TCP (or TLS, not terminated) port. */
export interface TcpRoute {
  readonly kind: 'tcp';
  readonly name: string;
  readonly port?: number;
  readonly to: NonEmpty<WeightedDestination>;
  readonly span: Span;
}
