import { matches, rulesFor, type Target } from '../access/decide.ts';
import { isHost, isPath } from '../access/holds.ts';
import type { Request } from '../access/request.ts';
import type { AuthorizationRule, Caller, RequestPrincipal } from '../model/authorization.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import type { RequestMatch } from '../model/match.ts';
import { conditionObstacle, failingHeaders, type Obstacle, tokenObstacle, tokenText } from './obstacles.ts';

/** A rule that does not hold for a request, and what is in the way. */
export interface NearRule {
  readonly rule: AuthorizationRule;
  /** `method is DELETE, not GET` */
  readonly because: readonly string[];
  /** What the request could bring for the rule to hold, where nothing else stands in its way. */
  readonly send?: readonly string[];
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
  const withoutRequests: AuthorizationRule = { ...rule, requests: 'any', when: [] };
  const holds = (one: Partial<AuthorizationRule>) => matches({ ...withoutRequests, ...one }, request, all, lookup);
  const callers = holds({}) ? [] : callerObstacles(rule, request, (from) => holds({ from, except: [] }), lookup);
  const conditions = rule.when.filter((one) => !holds({ from: 'anyone', except: [], when: [one] }));
  const parts =
    rule.requests === 'any'
      ? []
      : rule.requests.map((match) => ({ match, obstacles: requestObstacles(match, request, rule, lookup) }));
  const best = parts.sort((a, b) => a.obstacles.length - b.obstacles.length)[0];
  const obstacles = [
    ...(rule.dryRun ? [{ text: 'it is a dry run' }] : []),
    ...callers,
    ...(best?.obstacles ?? []),
    ...conditions.map((one) => conditionObstacle(one, request)),
  ];
  const sends = obstacles.map(({ send }) => send);
  return {
    rule,
    because: obstacles.map(({ text }) => text),
    ...(best && { match: best.match }),
    ...(sends.every((one) => one !== undefined) && { send: sends }),
  };
}

/** Of a caller that is several at once, only what is missing; of several callers, all of them. */
function callerObstacles(
  { from }: AuthorizationRule,
  { identity, http, sourceIp, remoteIp }: Request,
  is: (from: AuthorizationRule['from']) => boolean,
  lookup: Lookup,
): readonly Obstacle[] {
  const who = identity ? callerName({ kind: 'workload', identity, of: undefined }, lookup) : 'without an identity';
  if (from === 'anyone' || is(from)) return [{ text: `caller ${who} is excepted` }];
  const missing = from.map((caller) =>
    (caller.kind === 'all-of' ? caller.callers : [caller]).filter((one) => !is([one])),
  );
  const tokens = missing.find((parts) => parts.every(({ kind }) => kind === 'request-principal'));
  if (tokens)
    return tokens.map((one) => {
      const principal = one as RequestPrincipal;
      return tokenObstacle(principal, http?.jwt, lookup.issuers.get(principal.issuer)?.issuer);
    });
  const blocks = from.flatMap((one) => ('cidr' in one ? [one] : []));
  if (blocks.length === from.length) {
    const address = blocks.every(({ kind }) => kind === 'ip-block') ? `address ${sourceIp}` : `client ${remoteIp}`;
    return [{ text: `${address} is not in ${blocks.map(({ cidr }) => cidr).join(' or ')}` }];
  }
  return [{ text: `caller is ${who}, not ${from.map((caller) => callerName(caller, lookup)).join(' or ')}` }];
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
      return `an address in ${caller.cidr}`;
    case 'remote-ip-block':
      return `a client in ${caller.cidr}`;
    case 'request-principal':
      return tokenText(caller);
    case 'all-of':
      return caller.callers.map((one) => callerName(one, lookup)).join(' with ');
  }
}

function requestObstacles(
  match: RequestMatch,
  { port, http }: Request,
  rule: AuthorizationRule,
  lookup: Lookup,
): readonly Obstacle[] {
  const { methods, notMethods, paths, notPaths, hosts, notHosts, ports, notPorts, headers } = match;
  const wrongPort =
    (ports && !ports.includes(port)) || notPorts?.includes(port)
      ? [{ text: `port is ${port}${ports ? `, not ${ports.join(' or ')}` : ''}` }]
      : [];
  if (http === undefined)
    return methods || paths || hosts ? [...wrongPort, { text: 'the port carries no requests' }] : wrongPort;
  const reason = (fails: boolean | undefined, what: string) => (fails ? [{ text: what }] : []);
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
    ...failingHeaders(headers, http),
  ];
}

export function printPath({ kind, value }: NonNullable<RequestMatch['paths']>[number]): string {
  return kind === 'prefix' ? `${value.replace(/\/$/, '')}/…` : kind === 'suffix' ? `…${value}` : value;
}
