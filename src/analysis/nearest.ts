import { matches, rulesFor, type Target } from '../access/decide.ts';
import { holdsHeader, isHost, isPath } from '../access/holds.ts';
import type { Request } from '../access/request.ts';
import type { AuthorizationRule, Caller } from '../model/authorization.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import type { RequestMatch, StringMatch } from '../model/match.ts';

/** A rule that does not hold for a request, and what is in the way. */
export interface NearRule {
  readonly rule: AuthorizationRule;
  /** `method is DELETE, not GET` */
  readonly because: readonly string[];
  /** The part of the rule that comes nearest. */
  readonly match?: RequestMatch;
}

/** ALLOW rules of a destination that do not hold for a request, those with the least in the way first. */
export function nearestRules(request: Request, target: Target, lookup: Lookup): readonly NearRule[] {
  const all = rulesFor(target, lookup);
  return all
    .filter((rule) => rule.effect === 'allow' && !matches(rule, request, all, lookup))
    .map((rule) => nearness(rule, request, all, lookup))
    .sort((a, b) => a.because.length - b.because.length);
}

function nearness(
  rule: AuthorizationRule,
  request: Request,
  all: readonly AuthorizationRule[],
  lookup: Lookup,
): NearRule {
  const withoutRequests = { ...rule, requests: 'any' as const, when: [] };
  const callers = matches(withoutRequests, request, all, lookup) ? [] : [callerReason(rule, request, lookup)];
  const conditions = rule.when.filter(
    (one) => !matches({ ...withoutRequests, from: 'anyone', except: [], when: [one] }, request, all, lookup),
  );
  const parts =
    rule.requests === 'any'
      ? []
      : rule.requests.map((match) => ({ match, because: requestReasons(match, request, rule, lookup) }));
  const best = parts.sort((a, b) => a.because.length - b.because.length)[0];
  const dry = rule.dryRun ? ['it is a dry run'] : [];
  const because = [
    ...dry,
    ...callers,
    ...(best?.because ?? []),
    ...conditions.map(({ kind }) => `its ${kind} condition does not hold`),
  ];
  return { rule, because, ...(best && { match: best.match }) };
}

function callerReason({ from }: AuthorizationRule, { identity }: Request, lookup: Lookup): string {
  const who = identity ? callerName({ kind: 'workload', identity, of: undefined }, lookup) : 'without an identity';
  return from === 'anyone'
    ? `caller ${who} is excepted`
    : `caller is ${who}, not ${from.map((caller) => callerName(caller, lookup)).join(' or ')}`;
}

/** `productpage`, or the identity when no service has it. */
export function callerName(caller: Caller, lookup: Lookup): string {
  switch (caller.kind) {
    case 'workload': {
      const { identity } = caller;
      const service = lookup.services.get(`${identity.namespace}/${identity.serviceAccount}`);
      const gateway = lookup.mesh.gateways.find(
        (one) => printIdentity(one.workload.identity) === printIdentity(identity),
      );
      return service?.identity.trustDomain === identity.trustDomain
        ? service.name
        : (gateway?.name ?? printIdentity(identity));
    }
    case 'namespace':
      return `namespace ${caller.namespace}`;
    case 'trust-domain':
      return `trust domain ${caller.trustDomain}`;
    case 'authenticated':
      return 'any identity';
    case 'ip-block':
      return caller.cidr;
    case 'remote-ip-block':
      return `client ${caller.cidr}`;
    case 'request-principal':
      return `a token of ${caller.issuer}${caller.subject ? ` for ${text(caller.subject)}` : ''}${caller.claims.length > 0 ? ' with its claims' : ''}`;
    case 'all-of':
      return caller.callers.map((one) => callerName(one, lookup)).join(' with ');
  }
}

function text(match: StringMatch): string {
  return match.kind === 'exact' ? match.value : match.kind === 'present' ? 'any' : `${match.kind} ${match.value}`;
}

function requestReasons(
  match: RequestMatch,
  { port, http }: Request,
  rule: AuthorizationRule,
  lookup: Lookup,
): string[] {
  const { methods, notMethods, paths, notPaths, hosts, notHosts, ports, notPorts, headers } = match;
  const wrongPort =
    (ports && !ports.includes(port)) || notPorts?.includes(port)
      ? [`port is ${port}${ports ? `, not ${ports.join(' or ')}` : ''}`]
      : [];
  if (http === undefined) return methods || paths || hosts ? [...wrongPort, 'the port carries no requests'] : wrongPort;
  const reason = (fails: boolean | undefined, what: string) => (fails ? [what] : []);
  return [
    ...wrongPort,
    ...reason(methods && !methods.includes(http.method), `method is ${http.method}, not ${methods?.join(' or ')}`),
    ...reason(notMethods?.includes(http.method), `method ${http.method} is excepted`),
    ...reason(
      paths && !paths.some((one) => isPath(http.path, one)),
      `path ${http.path} is not ${paths?.map(printPath).join(' or ')}`,
    ),
    ...reason(
      notPaths?.some((one) => isPath(http.path, one)),
      `path ${http.path} is excepted`,
    ),
    ...reason(
      hosts && !hosts.some((one) => isHost(http.host, one, rule, lookup)),
      `host is ${http.host}, not ${hosts?.join(' or ')}`,
    ),
    ...reason(
      notHosts?.some((one) => isHost(http.host, one, rule, lookup)),
      `host ${http.host} is excepted`,
    ),
    ...headers.filter((one) => !holdsHeader(http.headers, one)).map(({ name }) => `header ${name} does not match`),
  ];
}

export function printPath({ kind, value }: NonNullable<RequestMatch['paths']>[number]): string {
  return kind === 'prefix' ? `${value.replace(/\/$/, '')}/…` : kind === 'suffix' ? `…${value}` : value;
}
