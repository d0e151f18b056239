import type { AuthorizationRule, Caller, Condition } from '../model/authorization.ts';
import { isHttpMatch, type PathMatch, type RequestMatch } from '../model/match.ts';
import type { Mesh } from '../model/mesh.ts';
import { inBlock, isPath } from './holds.ts';
import { headerImplied, pathCovers } from './subsumption.ts';

/**
 * Whether a rule is about every request that another is about, wherever both hold. Told from the words of the rules alone, so
 * it costs next to nothing; it never says yes wrongly, and where it cannot tell it says no.
 */
export function ruleCovers(wider: AuthorizationRule, narrower: AuthorizationRule, mesh: Mesh): boolean {
  return (
    callersCover(wider, narrower, mesh) &&
    requestsCover(wider, narrower) &&
    wider.when.every((condition) => narrower.when.some((given) => conditionImplied(condition, given)))
  );
}

function callersCover(wider: AuthorizationRule, narrower: AuthorizationRule, mesh: Mesh): boolean {
  if (narrower.from === 'anyone') {
    return (
      wider.from === 'anyone' && wider.except.every((one) => narrower.except.some((n) => callerCovers(n, one, mesh)))
    );
  }
  return narrower.from.every(
    (caller) =>
      (wider.from === 'anyone' || wider.from.some((one) => callerCovers(one, caller, mesh))) &&
      wider.except.every(
        (one) => callersApart(one, caller, mesh) || narrower.except.some((n) => callerCovers(n, one, mesh)),
      ),
  );
}

/** Whether all that one caller stands for, another does too. */
export function callerCovers(wider: Caller, narrower: Caller, mesh: Mesh): boolean {
  if (wider.kind === 'all-of') return wider.callers.every((one) => callerCovers(one, narrower, mesh));
  if (narrower.kind === 'all-of') return narrower.callers.some((one) => callerCovers(wider, one, mesh));
  switch (wider.kind) {
    case 'authenticated':
      return identityOf(narrower, mesh) !== undefined;
    case 'workload':
    case 'namespace':
    case 'trust-domain': {
      const [wide, narrow] = [identityOf(wider, mesh), identityOf(narrower, mesh)];
      return wide !== undefined && narrow !== undefined && wide.every((part, i) => part === narrow[i]);
    }
    case 'ip-block':
    case 'remote-ip-block':
      return narrower.kind === wider.kind && blockCovers(wider.cidr, narrower.cidr);
    case 'request-principal':
      return (
        narrower.kind === 'request-principal' &&
        wider.issuer === narrower.issuer &&
        (isAnyToken(wider) || same(wider, narrower))
      );
  }
}

/** Whether no request is of both callers. */
export function callersApart(a: Caller, b: Caller, mesh: Mesh): boolean {
  if (a.kind === 'all-of') return a.callers.some((one) => callersApart(one, b, mesh));
  if (b.kind === 'all-of') return b.callers.some((one) => callersApart(a, one, mesh));
  const [one, other] = [identityOf(a, mesh), identityOf(b, mesh)];
  return one !== undefined && other !== undefined && one.some((part, i) => other[i] !== undefined && part !== other[i]);
}

/** What is known of an identity, from trust domain to account; undefined for callers that are not told by it. */
function identityOf(caller: Caller, { trustDomain, trustDomainAliases }: Mesh): readonly string[] | undefined {
  const domain = (name: string) => (trustDomainAliases.includes(name) ? trustDomain : name);
  switch (caller.kind) {
    case 'workload':
      return [domain(caller.identity.trustDomain), caller.identity.namespace, caller.identity.serviceAccount];
    case 'namespace':
      return [domain(caller.trustDomain), caller.namespace];
    case 'trust-domain':
      return [domain(caller.trustDomain)];
    case 'authenticated':
      return [];
    default:
      return undefined;
  }
}

function blockCovers(wider: string, narrower: string): boolean {
  const [network = '', bits] = narrower.split('/');
  const own = Number(bits ?? (network.includes(':') ? 128 : 32));
  const [wide = '', wideBits] = wider.split('/');
  return Number(wideBits ?? (wide.includes(':') ? 128 : 32)) <= own && inBlock(network, wider);
}

function isAnyToken({
  subject,
  audiences,
  presenter,
  claims,
}: Extract<Caller, { kind: 'request-principal' }>): boolean {
  return subject === undefined && audiences === undefined && presenter === undefined && claims.length === 0;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function requestsCover(wider: AuthorizationRule, narrower: AuthorizationRule): boolean {
  if (wider.requests === 'any') return true;
  const wide = wider.requests;
  // Subdomains are told with the ports that lead to a rule's destination; few rules name any, so that is looked at last.
  const alike = () => same(wider.scope, narrower.scope) && same(wider.from, narrower.from);
  const parts = narrower.requests === 'any' ? [EVERY] : narrower.requests;
  return parts.every((part) => wide.some((one) => matchCovers(one, part, alike)));
}

const EVERY: RequestMatch = { headers: [] };

function matchCovers(wider: RequestMatch, narrower: RequestMatch, alike: () => boolean): boolean {
  // On a port that carries bytes the one holds and the other does not.
  if (isHttpMatch(wider) && !isHttpMatch(narrower)) return false;
  return (
    listCovers(wider.methods, narrower.methods) &&
    excludes(wider.notMethods, narrower.notMethods, narrower.methods) &&
    pathsCover(wider.paths, narrower.paths) &&
    (wider.notPaths ?? []).every((path) => leavesOut(path, narrower)) &&
    hostsCover(wider.hosts, narrower.hosts, alike) &&
    excludesHosts(wider.notHosts, narrower.notHosts, alike) &&
    listCovers(wider.ports, narrower.ports) &&
    excludes(wider.notPorts, narrower.notPorts, narrower.ports) &&
    wider.headers.every((header) => headerImplied(header, narrower.headers))
  );
}

function listCovers<T>(wider: readonly T[] | undefined, narrower: readonly T[] | undefined): boolean {
  return wider === undefined || (narrower?.every((one) => wider.includes(one)) ?? false);
}

function excludes<T>(not: readonly T[] = [], others: readonly T[] = [], only?: readonly T[]): boolean {
  return not.every((one) => others.includes(one) || (only !== undefined && !only.includes(one)));
}

function pathsCover(wider: readonly PathMatch[] | undefined, narrower: readonly PathMatch[] | undefined): boolean {
  if (wider === undefined) return true;
  return narrower === undefined
    ? wider.some((one) => pathCovers(one, undefined))
    : narrower.every((path) => wider.some((one) => pathCovers(one, path)));
}

/** Whether a match leaves out all of a path, as another does. */
function leavesOut(path: PathMatch, { paths, notPaths }: RequestMatch): boolean {
  if (notPaths?.some((one) => pathCovers(one, path))) return true;
  return paths?.every((one) => one.kind === 'exact' && !isPath(one.value, path)) ?? false;
}

function hostsCover(wider: RequestMatch['hosts'], narrower: RequestMatch['hosts'], alike: () => boolean): boolean {
  if (wider === undefined || wider.includes('*')) return true;
  return narrower?.every((host) => wider.includes(host) && (!host.startsWith('*') || alike())) ?? false;
}

function excludesHosts(not: readonly string[] = [], others: readonly string[] = [], alike: () => boolean): boolean {
  return not.every((host) => others.includes(host) && (!host.startsWith('*') || alike()));
}

function conditionImplied(wanted: Condition, given: Condition): boolean {
  if (wanted.kind === 'header' && given.kind === 'header') return headerImplied(wanted, [given]);
  return same(wanted, given);
}

/** Whether a rule is about no request at all: what it names, it leaves out again. */
export function isEmptyRule({ from, except, requests }: AuthorizationRule, mesh: Mesh): boolean {
  const nobody =
    from !== 'anyone' && except.length > 0 && from.every((one) => except.some((out) => callerCovers(out, one, mesh)));
  return nobody || (requests !== 'any' && requests.every(isEmptyMatch));
}

function isEmptyMatch({
  methods,
  notMethods,
  paths,
  notPaths,
  hosts,
  notHosts,
  ports,
  notPorts,
}: RequestMatch): boolean {
  return (
    (notMethods !== undefined && leavesNone(methods, notMethods)) ||
    (notHosts !== undefined && leavesNone(hosts, notHosts)) ||
    (notPorts !== undefined && leavesNone(ports, notPorts)) ||
    (notPaths !== undefined && (paths?.every((path) => notPaths.some((not) => pathCovers(not, path))) ?? false))
  );
}

function leavesNone<T>(only: readonly T[] | undefined, not: readonly T[]): boolean {
  return only?.every((one) => not.includes(one)) ?? false;
}
