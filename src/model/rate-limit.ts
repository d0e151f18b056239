import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { Caller, WorkloadRef } from './authorization.ts';
import type { RequestMatch } from './match.ts';
import type { Duration } from './mesh.ts';

/**
 * A limit on how many of the requests that a service or a gateway admits pass. It is no access: what it refuses now it lets pass later, so
 * who may do what does not depend on it.
 */
export interface RateLimit extends RateLimitPolicy {
  readonly from: 'anyone' | NonEmpty<LimitedCaller>;
  readonly except: readonly LimitedCaller[];
  readonly requests: 'any' | NonEmpty<RequestMatch>;
}

/** Callers that a proxy knows without a token. */
export type LimitedCaller = Exclude<Caller, { kind: 'all-of' | 'request-principal' }>;

/** How much passes, and what becomes of the rest: all that a route says of it. */
export interface RateLimitPolicy {
  /** What declares it, or its route. */
  readonly scope: WorkloadRef;
  readonly name: string;
  readonly amount: RateLimitAmount;
  /** What has a bucket of its own, all of them at once; empty: all requests share one. */
  readonly by: readonly RateLimitKey[];
  /** Of the answer to what does not pass. */
  readonly status: number;
  /** Whether answers say how much is left. */
  readonly headers: boolean;
  /** Counts, and lets everything pass. */
  readonly dryRun: boolean;
  readonly span: Span;
}

export type RateLimitAmount =
  /** Counted by each proxy: a bucket of `burst` tokens, into which `limit` come in each `per`. */
  | { readonly kind: 'local'; readonly limit: number; readonly per: Duration; readonly burst: number }
  /** Counted by a service that all proxies ask, an extension provider of the mesh's configuration. */
  | { readonly kind: 'global'; readonly provider: string };

export type RateLimitKey =
  | { readonly kind: 'caller' | 'remote-address' }
  /** In lower case. */
  | { readonly kind: 'header'; readonly name: string };
