import { BlockList, isIPv6 } from 'node:net';
import { RE2JS } from 're2js';
import type { Atom, Formula } from '../../src/access/formula.ts';
import type { HttpRequest, Jwt, Request } from '../../src/access/request.ts';
import type { Json } from '../../src/base/json.ts';
import { type Identity, printIdentity } from '../../src/model/ids.ts';
import type { PathMatch, StringMatch } from '../../src/model/match.ts';

/** Whether a formula holds for a request: one condition after the other, with none of the code that the sets are made of. */
export function holds(formula: Formula, request: Request): boolean {
  switch (formula.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'atom':
      return atomHolds(formula.atom, request);
    case 'and':
      return formula.of.every((one) => holds(one, request));
    case 'or':
      return formula.of.some((one) => holds(one, request));
    case 'not':
      return !holds(formula.of, request);
  }
}

function atomHolds(atom: Atom, request: Request): boolean {
  const { identity, http } = request;
  switch (atom.on) {
    case 'principal':
      return is(identity && printIdentity(identity as Identity), atom.match);
    case 'source-ip':
      return inBlock(request.sourceIp, atom.cidr);
    case 'remote-ip':
      return inBlock(request.remoteIp, atom.cidr);
    case 'destination-ip':
      return inBlock(request.destinationIp, atom.cidr);
    case 'port':
      return request.port === atom.port;
    case 'sni':
      return is(request.sni, atom.match);
    case 'external':
      return !request.refusedBy?.includes(atom.provider);
    default:
      return http !== undefined && httpHolds(atom, http);
  }
}

type HttpAtom = Exclude<Atom, { on: 'principal' | `${string}-ip` | 'port' | 'sni' | 'external' }>;

function httpHolds(atom: HttpAtom, http: HttpRequest): boolean {
  switch (atom.on) {
    case 'method':
    case 'host':
      return is(http[atom.on], atom.match);
    case 'path':
      return isPath(http.path, atom.match);
    case 'header':
      return (http.headers[atom.name] ?? []).some((line) => atom.match.kind === 'present' || is(line, atom.match));
    default:
      return http.jwt !== undefined && jwtHolds(atom, http.jwt);
  }
}

function jwtHolds(atom: Extract<HttpAtom, { on: 'token' | `jwt-${string}` }>, jwt: Jwt): boolean {
  switch (atom.on) {
    case 'token':
      return atom.places.some((place) => isPlace(jwt.place ?? 'authorization: Bearer', place, atom.found));
    case 'jwt-issuer':
      return is(jwt.issuer, atom.match);
    case 'jwt-subject':
      return is(jwt.subject, atom.match);
    case 'jwt-presenter':
      return is(jwt.presenter, atom.match);
    case 'jwt-audience':
      return (jwt.audiences ?? []).some((one) => is(one, atom.match));
    case 'jwt-claim': {
      let at: Json | undefined = jwt.claims ?? {};
      for (const name of atom.path)
        at =
          typeof at === 'object' && at !== null && !Array.isArray(at) ? (at as Record<string, Json>)[name] : undefined;
      const spaced = /^(scope|permission)$/.test(atom.path.join('.'));
      const words = spaced && typeof at === 'string' ? (at.match(/[^ ]+/g) ?? []) : [];
      return (Array.isArray(at) ? at : words.length > 0 ? words : [at]).some(
        (one) => typeof one === 'string' && is(one, atom.match),
      );
    }
  }
}

function isPlace(sent: string, place: string, found = false): boolean {
  const [name, prefix = ''] = place.split(/: ?/);
  const [header, before = ''] = sent.split(/: ?/);
  return sent === place || (found && place.includes(':') && name === header && before.includes(prefix));
}

function is(value: string | undefined, match: StringMatch): boolean {
  if (value === undefined) return false;
  switch (match.kind) {
    case 'exact':
      return value === match.value;
    case 'prefix':
      return value.startsWith(match.value);
    case 'suffix':
      return value.endsWith(match.value);
    case 'regex':
      return RE2JS.compile(match.value).matches(value);
    case 'present':
      return value !== '';
  }
}

function isPath(path: string, match: PathMatch | StringMatch): boolean {
  if (match.kind === 'prefix') return path === match.value || path.startsWith(match.value.replace(/\/?$/, '/'));
  if (match.kind !== 'template') return is(path, match);
  const parts = match.value.split(/(\{\*\*?\})/);
  const segment = "[-A-Za-z0-9._~%!$&'()*+,;:@=]";
  // Beside a `{*}`, the rest is made of segments too.
  const rest = parts.includes('{*}') ? `(${segment}|/)*` : '.*';
  const source = parts.map((part) => {
    if (part === '{*}') return `${segment}+`;
    return part === '{**}' ? rest : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 'su').test(path);
}

function inBlock(address: string, cidr: string): boolean {
  const [network = '', length] = cidr.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  if (isIPv6(address) !== (family === 'ipv6')) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(length ?? (family === 'ipv6' ? 128 : 32)), family);
  return list.check(address, family);
}
