import type { AuthorizationRule, Caller, Condition, Scope } from '../model/authorization.ts';
import { type Gateway, isHttpListener } from '../model/gateway.ts';
import { type Lookup, scopeKey } from '../model/lookup.ts';
import type { RequestMatch } from '../model/match.ts';
import type { MtlsMode } from '../model/mesh.ts';
import { isHttp } from '../model/service.ts';
import { acceptsToken, holdsClaim, holdsHeader, inBlock, isHost, isPath, isString, refusesToken } from './holds.ts';
import { listenersAdmit } from './listeners-admit.ts';
import type { Jwt, Request } from './request.ts';
import type { Target } from './target.ts';

export type { Target } from './target.ts';

/** Why a request is admitted or refused. */
export type Verdict =
  | { readonly allowed: true; readonly because: 'allowed' | 'nothing-forbids'; readonly rule?: AuthorizationRule }
  | { readonly allowed: false; readonly because: 'transport' | 'no-such-port' }
  /** A token that the proxy does not accept, where it looks for one: 401, before any rule is asked. */
  | { readonly allowed: false; readonly because: 'token'; readonly token: Jwt }
  | { readonly allowed: false; readonly because: 'external' | 'denied'; readonly rule: AuthorizationRule }
  | { readonly allowed: false; readonly because: 'not-allowed' };

/**
 * What Istio decides about one request, written as plainly as it can be: the oracle that the symbolic sets are held
 * against. Order: transport, tokens, external authorizers, denials, then what is allowed if anything has to be.
 */
export function decide(request: Request, target: Target, lookup: Lookup): Verdict {
  const port = portOf(request.port, target, lookup);
  if (port === undefined) return { allowed: false, because: 'no-such-port' };
  if (!hasProxy(target, lookup)) return { allowed: true, because: 'nothing-forbids' };
  if (!acceptsTransport(port.mtls, request)) return { allowed: false, because: 'transport' };
  const all = rulesFor(target, lookup);
  const token = port.http ? request.http?.jwt : undefined;
  if (token && refusesToken(token, all, lookup)) return { allowed: false, because: 'token', token };
  const rules = all.filter((rule) => !rule.dryRun);
  const asks = rules.filter((rule) => matches(rule, request, all, lookup));
  const external = asks.find((rule) => rule.effect === 'custom' && request.refusedBy?.includes(rule.provider ?? ''));
  if (external) return { allowed: false, because: 'external', rule: external };
  const denial = asks.find((rule) => rule.effect === 'deny');
  if (denial) return { allowed: false, because: 'denied', rule: denial };
  const allowance = asks.find((rule) => rule.effect === 'allow');
  if (allowance) return { allowed: true, because: 'allowed', rule: allowance };
  const guarded = lookup.mesh.authorization === 'deny-by-default' || rules.some((rule) => rule.effect === 'allow');
  if (!guarded) return { allowed: true, because: 'nothing-forbids' };
  return target.kind === 'gateway' && listenersAdmit(request, gatewaysAt(target.gateway, lookup), lookup)
    ? { allowed: true, because: 'allowed' }
    : { allowed: false, because: 'not-allowed' };
}

function acceptsTransport(mtls: MtlsMode, { identity }: Request): boolean {
  return mtls === 'permissive' || (mtls === 'strict' ? identity !== undefined : identity === undefined);
}

function hasProxy(target: Target, { namespaces, services }: Lookup): boolean {
  if (target.kind === 'gateway') return true;
  return namespaces.get(services.get(target.service)?.namespace ?? '')?.dataPlane.kind === 'sidecar';
}

/** The port that a request is for: whether it carries requests, and how it is to be spoken to. */
function portOf(
  port: number,
  target: Target,
  lookup: Lookup,
): { readonly http: boolean; readonly mtls: MtlsMode } | undefined {
  if (target.kind === 'gateway') {
    const listeners = gatewaysAt(target.gateway, lookup).flatMap((gateway) => gateway.listeners);
    const listener = listeners.find((one) => (one.targetPort ?? one.port) === port);
    return listener && { http: isHttpListener(listener), mtls: 'disabled' };
  }
  const service = lookup.services.get(target.service);
  const found = service?.ports.find((one) => one.targetPort === port);
  if (service === undefined || found === undefined) return undefined;
  const byPort = service.mtls.ports.find((one) => one.port === port)?.mode;
  const mtls = byPort ?? service.mtls.mode ?? lookup.namespaces.get(service.namespace)?.mtls ?? lookup.mesh.mtls;
  return { http: isHttp(found.protocol), mtls };
}

/** The gateways that one proxy serves. */
function gatewaysAt(key: Gateway['key'], { mesh, gateways }: Lookup): readonly Gateway[] {
  const { workload } = gateways.get(key)!;
  const labels = Object.entries(workload.selector);
  return mesh.gateways.filter(
    (other) =>
      other.workload.namespace === workload.namespace &&
      Object.keys(other.workload.selector).length === labels.length &&
      labels.every(([label, value]) => other.workload.selector[label] === value),
  );
}

/** The rules that hold at a workload: those of the mesh, of its namespace, and its own. */
export function rulesFor(target: Target, lookup: Lookup): readonly AuthorizationRule[] {
  const own: readonly Scope[] =
    target.kind === 'service'
      ? [target]
      : gatewaysAt(target.gateway, lookup).map(({ key }) => ({ kind: 'gateway', gateway: key }));
  const namespace =
    target.kind === 'service'
      ? lookup.services.get(target.service)!.namespace
      : lookup.gateways.get(target.gateway)!.workload.namespace;
  const around: readonly Scope[] =
    namespace === lookup.mesh.rootNamespace && target.kind === 'gateway' ? [] : [{ kind: 'namespace', namespace }];
  return [{ kind: 'mesh' } as const, ...around, ...own].flatMap((scope) => lookup.rules.get(scopeKey(scope)) ?? []);
}

/** Whether a request is one that a rule is about. `all` are the rules at the same workload: they say whose tokens it accepts. */
export function matches(
  rule: AuthorizationRule,
  request: Request,
  all: readonly AuthorizationRule[],
  lookup: Lookup,
): boolean {
  const is = (caller: Caller) => isCaller(caller, request, all, lookup);
  return (
    (rule.from === 'anyone' || rule.from.some(is)) &&
    !rule.except.some(is) &&
    (rule.requests === 'any' || rule.requests.some((match) => isRequest(match, request, rule, lookup))) &&
    rule.when.every((condition) => holds(condition, request, all, lookup)) &&
    (request.http !== undefined || !rule.except.some(asksForToken))
  );
}

function asksForToken(caller: Caller): boolean {
  return caller.kind === 'request-principal';
}

function isCaller(caller: Caller, request: Request, all: readonly AuthorizationRule[], lookup: Lookup): boolean {
  const { identity } = request;
  const own = [lookup.mesh.trustDomain, ...lookup.mesh.trustDomainAliases];
  const inDomain = (trustDomain: string) =>
    identity !== undefined &&
    (identity.trustDomain === trustDomain || (own.includes(trustDomain) && own.includes(identity.trustDomain)));
  switch (caller.kind) {
    case 'workload':
      return (
        inDomain(caller.identity.trustDomain) &&
        identity?.namespace === caller.identity.namespace &&
        identity.serviceAccount === caller.identity.serviceAccount
      );
    case 'namespace':
      return inDomain(caller.trustDomain) && identity?.namespace === caller.namespace;
    case 'trust-domain':
      return inDomain(caller.trustDomain);
    case 'authenticated':
      return identity !== undefined;
    case 'ip-block':
      return inBlock(request.sourceIp, caller.cidr);
    case 'remote-ip-block':
      return inBlock(request.remoteIp, caller.cidr);
    case 'all-of':
      return caller.callers.every((one) => isCaller(one, request, all, lookup));
    case 'request-principal': {
      const jwt = request.http?.jwt;
      if (jwt === undefined || !acceptsToken(jwt, all, lookup)) return false;
      return (
        jwt.issuer === lookup.issuers.get(caller.issuer)?.issuer &&
        (caller.subject === undefined || isString(jwt.subject, caller.subject)) &&
        (caller.audiences === undefined ||
          caller.audiences.some((match) => jwt.audiences?.some((one) => isString(one, match)))) &&
        (caller.presenter === undefined || caller.presenter.some((match) => isString(jwt.presenter, match))) &&
        caller.claims.every((claim) => holdsClaim(jwt, claim))
      );
    }
  }
}

function isRequest(match: RequestMatch, { port, http }: Request, rule: AuthorizationRule, lookup: Lookup): boolean {
  if (match.ports && !match.ports.includes(port)) return false;
  if (match.notPorts?.includes(port)) return false;
  const { methods, notMethods, paths, notPaths, hosts, notHosts, headers } = match;
  if (http === undefined)
    return !(methods ?? notMethods ?? paths ?? notPaths ?? hosts ?? notHosts) && headers.length === 0;
  return (
    (!methods || methods.includes(http.method)) &&
    !notMethods?.includes(http.method) &&
    (!paths || paths.some((path) => isPath(http.path, path))) &&
    !notPaths?.some((path) => isPath(http.path, path)) &&
    (!hosts || hosts.some((host) => isHost(http.host, host, rule, lookup))) &&
    !notHosts?.some((host) => isHost(http.host, host, rule, lookup)) &&
    headers.every((header) => holdsHeader(http.headers, header))
  );
}

function holds(condition: Condition, request: Request, all: readonly AuthorizationRule[], lookup: Lookup): boolean {
  const { http } = request;
  switch (condition.kind) {
    case 'header':
      return http !== undefined && holdsHeader(http.headers, condition);
    case 'claim': {
      if (http === undefined) return false;
      const held =
        http.jwt !== undefined &&
        acceptsToken(http.jwt, all, lookup) &&
        holdsClaim(http.jwt, { ...condition, negated: false });
      return held !== condition.negated;
    }
    case 'sni':
      return condition.values.some((match) => isString(request.sni, match)) !== condition.negated;
    case 'destination-ip':
      return condition.cidrs.some((cidr) => inBlock(request.destinationIp, cidr)) !== condition.negated;
  }
}
