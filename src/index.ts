/** The language: everything that policies are written with. */
export {
  type AllOf,
  type AtomicCaller,
  allOf,
  anyone,
  authenticated,
  type Caller,
  ipBlock,
  type RequestPrincipalCaller,
  type RequestPrincipalOptions,
  remoteIpBlock,
  requestPrincipal,
  type ServiceAccountCaller,
  type SpiffeCaller,
  serviceAccount,
  spiffe,
  trustDomain,
} from './dsl/callers.ts';
export type {
  Gateway,
  GatewayOf,
  GatewayOptions,
  GatewayWorkload,
  ListenerOptions,
  ListenerTls,
  ServedHost,
} from './dsl/gateway.ts';
export type { Guardrail, Guardrails } from './dsl/guardrail.ts';
export { type HeaderPattern, header, type PathPattern, path, type StringPattern } from './dsl/match.ts';
export { type IssuerOptions, type Mesh, type MeshOptions, mesh } from './dsl/mesh.ts';
export type { Namespace, NamespaceOptions } from './dsl/namespace.ts';
export type { AnyGateway, AnyNamespace, AnyService, Issuer } from './dsl/nouns.ts';
export type {
  GlobalAmount,
  LimitedCaller,
  LimitedRequests,
  LocalAmount,
  RateLimit,
  RateLimitAmount,
  RateLimitAnswer,
  RateLimited,
  RateLimitKey,
  RouteLimitKey,
  RouteRateLimit,
} from './dsl/rate-limit.ts';
export type { EscapeHatch, PatchTarget, RawManifest, RawValue } from './dsl/raw.ts';
export {
  DELETE,
  GET,
  grpc,
  HEAD,
  type MethodRequest,
  OPTIONS,
  PATCH,
  POST,
  PUT,
  type Request,
} from './dsl/requests.ts';
export type {
  Cors,
  Destination,
  DirectResponse,
  Fault,
  GatewayAnswer,
  GatewayMatch,
  GatewayRoute,
  HeaderChanges,
  Mirror,
  Redirect,
  Retries,
  RetryCondition,
  Rewrite,
  RouteMatch,
  RouteOptions,
  ServiceRoute,
  Weights,
} from './dsl/route.ts';
export type { Conditions, CustomRule, Protected, Rule } from './dsl/rule.ts';
export type {
  EnvValue,
  PortOptions,
  Probe,
  ProbeTiming,
  Service,
  ServiceOptions,
  VersionOptions,
} from './dsl/service.ts';
export { type Target, target } from './dsl/target.ts';
export type {
  ClientTls,
  ConnectionPool,
  ConsistentHash,
  LoadBalancer,
  OutlierDetection,
  TrafficOptions,
} from './dsl/traffic.ts';
export type { AtLeastOne, Cidr, Duration, Host, Method, OneOrMore } from './dsl/values.ts';
export type { MtlsMode } from './model/mesh.ts';
export type { Protocol } from './model/service.ts';
