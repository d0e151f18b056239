import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { GatewayKey, Identity, ServiceKey } from './ids.ts';
import type { HeaderMatch, RequestMatch, StringMatch } from './match.ts';

/** Whose requests. The trust domain is always written out: nothing is left to what a proxy takes for its own. */
export type Caller =
  | { readonly kind: 'workload'; readonly identity: Identity; readonly of: WorkloadRef | undefined }
  /** Every identity of a namespace in one trust domain. */
  | { readonly kind: 'namespace'; readonly trustDomain: string; readonly namespace: string }
  | { readonly kind: 'trust-domain'; readonly trustDomain: string }
  /** Any identity at all, proven by mutual TLS. */
  | { readonly kind: 'authenticated' }
  /** The peer of the connection. */
  | { readonly kind: 'ip-block'; readonly cidr: string }
  /** The client as proxies on the way report it (X-Forwarded-For, PROXY protocol). */
  | { readonly kind: 'remote-ip-block'; readonly cidr: string }
  | RequestPrincipal
  /** All of these at once. */
  | { readonly kind: 'all-of'; readonly callers: NonEmpty<Exclude<Caller, { kind: 'all-of' }>> };

/** The bearer of a valid JWT. */
export interface RequestPrincipal {
  readonly kind: 'request-principal';
  /** Name of an issuer of the mesh. */
  readonly issuer: string;
  readonly subject?: StringMatch;
  readonly audiences?: NonEmpty<StringMatch>;
  readonly presenter?: NonEmpty<StringMatch>;
  readonly claims: readonly ClaimMatch[];
}

/** A claim (nested by path) that has any of the values; a claim that is a list has a value when one element does. */
export interface ClaimMatch {
  readonly path: NonEmpty<string>;
  readonly values: NonEmpty<StringMatch>;
  readonly negated: boolean;
}

export type WorkloadRef =
  | { readonly kind: 'service'; readonly service: ServiceKey }
  | { readonly kind: 'gateway'; readonly gateway: GatewayKey };

/** What a rule protects. */
export type Scope =
  | { readonly kind: 'mesh' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | WorkloadRef;

export type Effect = 'allow' | 'deny' | 'audit' | 'custom';

/** Conditions beside caller and request; all must hold. */
export type Condition =
  | ({ readonly kind: 'header' } & HeaderMatch)
  | ({ readonly kind: 'claim' } & ClaimMatch)
  | { readonly kind: 'sni'; readonly values: NonEmpty<StringMatch>; readonly negated: boolean }
  | { readonly kind: 'destination-ip'; readonly cidrs: NonEmpty<string>; readonly negated: boolean };

/**
 * One rule. It holds for a request when some caller of `from` matches (or `from` is `anyone`), none of `except` does, some
 * request of `requests` matches (or it is `any`) and every condition of `when` holds.
 */
export interface AuthorizationRule {
  readonly effect: Effect;
  readonly scope: Scope;
  readonly from: 'anyone' | NonEmpty<Caller>;
  readonly except: readonly Exclude<Caller, { kind: 'all-of' }>[];
  readonly requests: 'any' | NonEmpty<RequestMatch>;
  readonly when: readonly Condition[];
  /** The external authorizer (`custom` only): an extension provider of the mesh's configuration. */
  readonly provider?: string;
  /** Evaluated and logged, decides nothing. */
  readonly dryRun: boolean;
  /** A name of its own: the rule becomes a policy of its own. */
  readonly name?: string;
  /** What said so: `calls`, `allow` and the like, or the route of a gateway. */
  readonly origin: 'call' | 'rule' | 'gateway-route';
  readonly span: Span;
}
