import { BlockList, isIPv6 } from 'node:net';
import { isJsonObject, type Json } from '../base/json.ts';
import type { AuthorizationRule, ClaimMatch } from '../model/authorization.ts';
import type { Lookup } from '../model/lookup.ts';
import type { HeaderMatch, PathMatch, StringMatch } from '../model/match.ts';
import type { Issuer } from '../model/mesh.ts';
import { authorityPorts } from './authority.ts';
import type { HttpRequest, Jwt } from './request.ts';
import { BEARER, finds } from './token-place.ts';
import { placesOf } from './token-places.ts';

/** What single conditions mean for single values: as plain as it can be said, and sharing nothing with the symbolic sets. */

/** An absent value matches nothing; an empty one is there, but is not "present" to a proxy's `.+`. */
export function isString(value: string | undefined, match: StringMatch): boolean {
  if (value === undefined) return false;
  switch (match.kind) {
    case 'exact':
      return value === match.value;
    case 'prefix':
      return value.startsWith(match.value);
    case 'suffix':
      return value.endsWith(match.value);
    case 'regex':
      return new RegExp(`^(?:${match.value})$`, 'su').test(value);
    case 'present':
      return value !== '';
  }
}

export function isPath(path: string, { kind, value }: PathMatch): boolean {
  switch (kind) {
    case 'exact':
      return path === value;
    case 'prefix':
      return path === value || path.startsWith(value.endsWith('/') ? value : `${value}/`);
    case 'suffix':
      return path.endsWith(value);
    case 'regex':
      return new RegExp(`^(?:${value})$`, 'su').test(path);
    case 'template':
      return isTemplate(path, value);
  }
}

/** `{*}` is one segment that is not empty, `{**}`, last, any rest: beside a `{*}`, of segments as Envoy takes them. */
function isTemplate(path: string, template: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  const open = wanted.at(-1) === '{**}';
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  const rest = wanted.includes('{*}') ? given.slice(wanted.length - 1) : [];
  if (open && !rest.every((segment) => segment === '' || SEGMENT.test(segment))) return false;
  return wanted.every(
    (segment, i) => segment === '{**}' || (segment === '{*}' ? SEGMENT.test(given[i] ?? '') : segment === given[i]),
  );
}

/** What Envoy takes for a segment of a template. */
const SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()*+,;:@=]+$/;

/** A name with any port or none; subdomains with none, or with a port that leads to the destination. */
export function isHost(authority: string, host: string, rule: AuthorizationRule, lookup: Lookup): boolean {
  if (host === '*') return true;
  if (!host.startsWith('*.')) return authority === host || authority.startsWith(`${host}:`);
  const domain = host.slice(1);
  return (
    authority.endsWith(domain) || authorityPorts(rule, lookup).some((port) => authority.endsWith(`${domain}:${port}`))
  );
}

/** Some line of the header has some of the values; negated, none has. An empty line is a line. */
export function holdsHeader(headers: HttpRequest['headers'], { name, values, negated }: HeaderMatch): boolean {
  const lines = headers[name] ?? [];
  const held = values.some((match) => lines.some((line) => match.kind === 'present' || isString(line, match)));
  return held !== negated;
}

export function holdsClaim({ claims }: Jwt, { path, values, negated }: ClaimMatch): boolean {
  const found = path.reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), claims ?? {});
  const held = (Array.isArray(found) ? found : inWords(found, path)).filter((one) => typeof one === 'string');
  return values.some((match) => held.some((one) => isString(one, match))) !== negated;
}

/** `scope` and `permission` hold several values with blanks between: Istio has proxies take them apart. */
function inWords(found: Json | undefined, [first, ...inner]: readonly string[]): readonly (Json | undefined)[] {
  const spaced = inner.length === 0 && (first === 'scope' || first === 'permission');
  const words = spaced && typeof found === 'string' ? found.split(' ').filter((one) => one !== '') : [];
  return words.length === 0 ? [found] : words;
}

/** Whether a proxy with these rules knows the issuer of a token, looks where it is, and the token is for it. */
export function acceptsToken(token: Jwt, rules: readonly AuthorizationRule[], lookup: Lookup): boolean {
  const { issuer, audiences } = token;
  return issuersHeard(rules, lookup).some(
    (known) =>
      known.issuer === issuer &&
      placesOf(known).includes(placeOf(token)) &&
      (known.audiences.length === 0 ||
        known.audiences.some((one) => audiences?.some((given) => bare(given) === bare(one)))),
  );
}

/** Whether a proxy with these rules finds a token, and does not accept it. */
export function refusesToken(token: Jwt, rules: readonly AuthorizationRule[], lookup: Lookup): boolean {
  return (
    issuersHeard(rules, lookup).some((known) => placesOf(known).some((place) => finds(place, placeOf(token)))) &&
    !acceptsToken(token, rules, lookup)
  );
}

/** The issuers whose tokens rules ask for. */
export function issuersHeard(rules: readonly AuthorizationRule[], { mesh }: Lookup): readonly Issuer[] {
  return mesh.issuers.filter(({ name }) => rules.some((rule) => asksFor(name, rule)));
}

function placeOf({ place = BEARER }: Jwt): string {
  return place;
}

/** Envoy looks at whom a token is for without a scheme and a last slash: `https://shop.example.com/` is `shop.example.com`. */
function bare(audience: string): string {
  return audience.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

function asksFor(issuer: string, { from, except, when }: AuthorizationRule): boolean {
  const callers =
    from === 'anyone' ? [] : from.flatMap((caller) => (caller.kind === 'all-of' ? caller.callers : [caller]));
  const named = [...callers, ...except].flatMap((caller) =>
    caller.kind === 'request-principal' ? [caller.issuer] : [],
  );
  return named.includes(issuer) || (named.length === 0 && when.some(({ kind }) => kind === 'claim'));
}

export function inBlock(address: string, cidr: string): boolean {
  const [network = '', bits] = cidr.split('/');
  const block = new BlockList();
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  block.addSubnet(network, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  return isIPv6(address) === (family === 'ipv6') && block.check(address, family);
}
