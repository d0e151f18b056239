import type { StringPattern } from './match.ts';
import type { AnyGateway, AnyNamespace, AnyService, Issuer } from './nouns.ts';
import type { AtLeastOne, Cidr } from './values.ts';

/** Who calls: a service, a namespace, a gateway, or a value made by the functions of this module. */
export type Caller = AtomicCaller | AllOf;

/** A caller that is not a combination of others. */
export type AtomicCaller =
  | AnyService
  | AnyNamespace
  | AnyGateway
  | ServiceAccountCaller
  | SpiffeCaller
  | { readonly trustDomain: string }
  | { readonly authenticated: true }
  | { readonly ipBlock: Cidr }
  | { readonly remoteIpBlock: Cidr }
  | RequestPrincipalCaller;

/** A service account by `namespace/name`, made by `serviceAccount`. */
export interface ServiceAccountCaller {
  readonly serviceAccount: `${string}/${string}`;
}

/** An identity by its SPIFFE id, made by `spiffe`. */
export interface SpiffeCaller {
  readonly spiffe: `spiffe://${string}/ns/${string}/sa/${string}`;
}

/** Callers at once, made by `allOf`. Becomes one `source` with several fields in Istio. */
export interface AllOf {
  readonly allOf: AtLeastOne<AtomicCaller>;
}

/** The bearer of a token, made by `requestPrincipal`. */
export interface RequestPrincipalCaller {
  readonly requestPrincipal: { readonly issuer: Issuer } & RequestPrincipalOptions;
}

/** What must hold of a JWT beside its issuer and signature. */
export interface RequestPrincipalOptions {
  /** The `sub` claim. */
  readonly subject?: StringPattern;
  /** One of them is among `aud`. */
  readonly audiences?: AtLeastOne<string>;
  /** The `azp` claim. */
  readonly presenter?: string;
  /** Other claims, nested ones with `.` between the names; a claim that is a list matches when one element does. */
  readonly claims?: Readonly<Record<string, StringPattern | AtLeastOne<StringPattern>>>;
}

/**
 * Every caller: with or without an identity, from inside the mesh or outside.
 *
 * Becomes a rule without `from` in Istio. It has to be said: a rule without callers does not compile.
 *
 * @example
 * ```ts
 * import { anyone, GET } from 'meshwright';
 *
 * status.allow({ from: anyone, requests: GET('/healthz') });
 * ```
 */
export const anyone = 'anyone' as const;

/**
 * Any caller with an identity, whoever it is: mutual TLS with a certificate of a trusted trust domain.
 * Becomes `principals: ["*"]` in Istio.
 *
 * @example `status.allow({ from: authenticated, requests: GET('/metrics') })`
 */
export const authenticated = { authenticated: true } as const;

/**
 * A service account of the mesh's own trust domain, by `namespace/name`: for workloads that no policy declares.
 * Becomes `principals: [<trust domain>/ns/<namespace>/sa/<name>]` in Istio.
 *
 * @example `reviews.allow({ from: serviceAccount('monitoring/prometheus'), requests: GET('/metrics') })`
 */
export function serviceAccount(name: `${string}/${string}`): ServiceAccountCaller {
  return { serviceAccount: name };
}

/**
 * An identity by its SPIFFE id, also of another trust domain.
 * Becomes a `principals` entry in Istio. Source of the form: SPIFFE as Istio issues it, `spiffe://<td>/ns/<ns>/sa/<sa>`.
 *
 * @example `reviews.allow({ from: spiffe('spiffe://partner.example/ns/shop/sa/cart') })`
 */
export function spiffe(id: SpiffeCaller['spiffe']): SpiffeCaller {
  return { spiffe: id };
}

/**
 * Every identity of a trust domain. Becomes `principals: ["<trust domain>/*"]` in Istio.
 *
 * @example `reviews.deny({ from: trustDomain('old.example') })`
 */
export function trustDomain(name: string): { readonly trustDomain: string } {
  return { trustDomain: name };
}

/**
 * The address of the connection's other end (a proxy or NAT on the way hides the client). Becomes `ipBlocks` in Istio.
 *
 * @example `admin.allow({ from: ipBlock('10.0.0.0/8') })`
 */
export function ipBlock(cidr: Cidr): { readonly ipBlock: Cidr } {
  return { ipBlock: cidr };
}

/**
 * The address of the client as the proxies on the way report it (X-Forwarded-For, PROXY protocol). Becomes
 * `remoteIpBlocks` in Istio. It is only as true as the mesh's number of trusted proxies is right.
 *
 * @example `edge.deny({ from: remoteIpBlock('203.0.113.0/24') })`
 */
export function remoteIpBlock(cidr: Cidr): { readonly remoteIpBlock: Cidr } {
  return { remoteIpBlock: cidr };
}

/**
 * The bearer of a JWT that an issuer of the mesh signed. Becomes `requestPrincipals` and conditions on
 * `request.auth…` in Istio, and a RequestAuthentication for the issuer where the rule applies.
 *
 * @example
 * ```ts
 * const login = shop.issuer('login', { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/jwks' });
 * orders.allow({ from: requestPrincipal(login, { claims: { groups: 'support' } }), requests: GET('/orders/{*}') });
 * ```
 */
export function requestPrincipal(issuer: Issuer, options: RequestPrincipalOptions = {}): RequestPrincipalCaller {
  return { requestPrincipal: { issuer, ...options } };
}

/**
 * Callers that are all of these at once: this service, and with this JWT. Becomes one `source` with several fields in Istio.
 *
 * @example `orders.allow({ from: allOf(frontend, requestPrincipal(login)), requests: GET('/orders/{*}') })`
 */
export function allOf(...callers: readonly [AtomicCaller, AtomicCaller, ...AtomicCaller[]]): AllOf {
  return { allOf: callers };
}
