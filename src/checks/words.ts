import type { Caller } from '../model/authorization.ts';
import { printIdentity } from '../model/ids.ts';
import type { PathMatch, RequestMatch } from '../model/match.ts';
import type { HttpMatch } from '../model/route.ts';

/** `` `a`, `b` and `c` `` */
export function list(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop();
  return quoted.length === 0 ? (last ?? '') : `${quoted.join(', ')} and ${last}`;
}

/** The first few names, and how many more there are: `` `a`, `b` and 8 more ``. */
export function some(names: readonly string[], most = 3): string {
  if (names.length <= most) return list(names);
  const shown = names.slice(0, most - 1).map((name) => `\`${name}\``);
  return `${shown.join(', ')} and ${names.length - most + 1} more`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A path as people write it: `/x`, `/static/…`, `…/health`, `/a/{*}`. */
function printPath(path: PathMatch): string {
  switch (path.kind) {
    case 'prefix':
      return path.value.endsWith('/') ? `${path.value}…` : `${path.value}/…`;
    case 'suffix':
      return `…${path.value}`;
    default:
      return path.value;
  }
}

/** What of HTTP a request says, in a few characters: `GET /x`, `/static/…`, `header end-user`, `host a.example.com`. */
export function printRequest(request: RequestMatch): string {
  const methods = request.methods?.join('|') ?? (request.notMethods && `not ${request.notMethods.join('|')}`);
  const paths =
    request.paths?.map(printPath).join('|') ?? (request.notPaths && `not ${request.notPaths.map(printPath)}`);
  if (methods !== undefined || paths !== undefined) return [methods, paths].filter(Boolean).join(' ');
  const header = request.headers[0];
  if (header !== undefined) return `header ${header.name}`;
  return `host ${(request.hosts ?? request.notHosts ?? ['*']).join('|')}`;
}

/** A route's match in a few characters. */
export function printMatch(match: HttpMatch): string {
  const parts = [
    match.methods?.join('|'),
    match.path && printPath(match.path),
    ...match.headers.map((header) => `header ${header.name}`),
    ...match.query.map((query) => `?${query.name}`),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'every request' : parts.join(' ');
}

export function printCaller(caller: Caller): string {
  switch (caller.kind) {
    case 'workload':
      return caller.of?.kind === 'service' ? caller.of.service : printIdentity(caller.identity);
    case 'namespace':
      return `namespace ${caller.namespace}`;
    case 'trust-domain':
      return `trust domain ${caller.trustDomain}`;
    case 'authenticated':
      return 'any identity';
    case 'ip-block':
    case 'remote-ip-block':
      return caller.cidr;
    case 'request-principal':
      return `bearer of a token of ${caller.issuer}`;
    case 'all-of':
      return caller.callers.map(printCaller).join(' + ');
  }
}

/** The name that a service's variable probably has in a policy: `ratingsDb` for `ratings-db`. */
export function variable(name: string): string {
  return name.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
}
