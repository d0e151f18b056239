// Single conditions of AuthorizationPolicies, as istiod writes them for Envoy.
import type { JsonObject } from '../../src/base/json.ts';

/** Permissions hold rules, principals ids. */
export type Kind = 'Rule' | 'Id';

export function joined(how: 'and' | 'or', kind: Kind, parts: readonly JsonObject[]): JsonObject {
  return { [`${how}${kind}s`]: { [`${kind.toLowerCase()}s`]: parts } };
}

interface Condition {
  readonly httpOnly: boolean;
  /** A matcher for each value… */
  readonly matches: (values: readonly string[]) => readonly JsonObject[];
  /** …or one for all of them. */
  readonly joins?: (values: readonly string[]) => JsonObject;
}

/** `namespace` is the policy's own: service accounts without one are in it. */
export function condition(key: string, namespace: string, trustDomains: readonly string[]): Condition {
  const simple = (match: (value: string) => JsonObject, httpOnly = false): Condition => ({
    httpOnly,
    matches: (values) => values.map(match),
  });
  switch (key) {
    case 'destination.ip':
      return simple((value) => ({ destinationIp: block(value) }));
    case 'destination.port':
      return simple((value) => ({ destinationPort: Number(value) }));
    case 'connection.sni':
      return simple((value) => ({ requestedServerName: text(value) }));
    case 'source.ip':
      return simple((value) => ({ directRemoteIp: block(value) }));
    case 'remote.ip':
      return simple((value) => ({ remoteIp: block(value) }));
    case 'source.namespace':
      return simple((value) => identity(regex(`.*/ns/${value.split('*').map(quoted).join('.*')}/.*`)));
    case 'source.serviceAccount':
      return simple((value) => identity(regex(serviceAccount(value, namespace))));
    case 'source.trustDomain':
      return {
        httpOnly: false,
        matches: (values) => expanded(values, trustDomains).map((value) => identity(trustDomain(value))),
      };
    case 'source.principal':
      return {
        httpOnly: false,
        matches: (values) => aliased(values, trustDomains).map((value) => identity(text(value, 'spiffe://'))),
      };
    case 'request.auth.principal':
      return { httpOnly: true, matches: () => [], joins: requestPrincipals };
    case 'request.auth.audiences':
      return { httpOnly: true, matches: () => [], joins: (values) => claim(['aud'], values) };
    case 'request.auth.presenter':
      return { httpOnly: true, matches: () => [], joins: (values) => claim(['azp'], values) };
    case ':authority':
      return simple((value) => ({ header: header(key, value, true) }), true);
    case ':method':
      return simple((value) => ({ header: header(key, value) }), true);
    case 'path':
      return simple(path, true);
  }
  const names = [...key.matchAll(/\[([^[\]]*)\]/g)].map(([, name = '']) => name);
  if (key.startsWith('request.headers[')) return simple((value) => ({ header: header(names[0] ?? '', value) }), true);
  if (key.startsWith('request.auth.claims['))
    return { httpOnly: true, matches: () => [], joins: (values) => claim(names, values) };
  if (key.startsWith('experimental.'))
    return { httpOnly: false, matches: () => [], joins: (values) => dynamic(key, names, values) };
  throw new Error(`istiod knows no attribute ${key}`);
}

function quoted(value: string): string {
  return value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

function regex(value: string): JsonObject {
  return { safeRegex: { regex: value } };
}

/** `*` is anything that is not empty; one at an end makes a suffix or a prefix. */
function text(value: string, before = ''): JsonObject {
  if (value === '*') return regex('.+');
  if (value.startsWith('*'))
    return before === '' ? { suffix: value.slice(1) } : regex(`${before}.*${quoted(value.slice(1))}`);
  return value.endsWith('*') ? { prefix: before + value.slice(0, -1) } : { exact: before + value };
}

function header(name: string, value: string, ignoreCase = false): JsonObject {
  if (value === '*') return { name, presentMatch: true };
  return { name, stringMatch: { ...text(value), ...(ignoreCase && { ignoreCase }) } };
}

function block(value: string): JsonObject {
  const [addressPrefix = '', bits] = value.split('/');
  return { addressPrefix, prefixLen: Number(bits ?? (addressPrefix.includes(':') ? 128 : 32)) };
}

function identity(principalName: JsonObject): JsonObject {
  return { authenticated: { principalName } };
}

function serviceAccount(value: string, namespace: string): string {
  const cut = value.indexOf('/');
  const [ns, name] = cut < 0 ? [namespace, value] : [value.slice(0, cut), value.slice(cut + 1)];
  return `spiffe://.+/ns/${quoted(ns)}/(.+/|)sa/${quoted(name)}(/.+)?`;
}

function trustDomain(value: string): JsonObject {
  if (value === '*') return { prefix: 'spiffe://' };
  if (!value.includes('*')) return { prefix: `spiffe://${value}/` };
  const cut = value.indexOf('*');
  return regex(`spiffe://${quoted(value.slice(0, cut))}[^/]*${quoted(value.slice(cut + 1))}/.*`);
}

function expanded(values: readonly string[], trustDomains: readonly string[]): readonly string[] {
  return [...new Set(values.flatMap((value) => (trustDomains.includes(value) ? trustDomains : [value])))];
}

/** Identities of the mesh's own trust domain are those of its aliases too; `cluster.local` always stands for the mesh's own. */
function aliased(values: readonly string[], trustDomains: readonly string[]): readonly string[] {
  return values.flatMap((value) => {
    const [domain = '', ...rest] = value.split('/');
    const own = trustDomains.some((one) => fits(one, domain)) || domain === 'cluster.local';
    if (rest.length !== 4 || domain === '*' || !own) return [value];
    return [...new Set(trustDomains.map((one) => (isSuffix(one, domain) ? value : [one, ...rest].join('/'))))];
  });
}

function fits(value: string, wanted: string): boolean {
  if (wanted.endsWith('*')) return value.startsWith(wanted.slice(0, -1));
  return value === wanted || isSuffix(value, wanted);
}

function isSuffix(value: string, wanted: string): boolean {
  return wanted.startsWith('*') && value.endsWith(wanted.slice(1));
}

/** By the last `/`: an issuer may be a URL. */
function requestPrincipals(values: readonly string[]): JsonObject {
  const made = values.map((value) => {
    const [issuer, subject] = issuerAndSubject(value);
    return joined('and', 'Id', [
      metadata(['iss'], { stringMatch: issuer }),
      metadata(['sub'], { stringMatch: subject }),
    ]);
  });
  return made.length === 1 ? made[0]! : joined('or', 'Id', made);
}

function issuerAndSubject(value: string): readonly [JsonObject, JsonObject] {
  const any = regex('.+');
  const cut = value.lastIndexOf('/');
  const issuer = cut < 0 ? value : value.slice(0, cut);
  const subject = cut < 0 ? '' : value.slice(cut + 1);
  if (value === '*') return [any, any];
  if (value.startsWith('*')) {
    if (cut < 0) return [any, { suffix: value.slice(1) }];
    return [issuer === '*' ? any : { suffix: issuer.slice(1) }, { exact: subject }];
  }
  if (value.endsWith('*')) {
    if (cut < 0) return [{ prefix: value.slice(0, -1) }, any];
    return [{ exact: issuer }, subject === '*' ? any : { prefix: subject.slice(0, -1) }];
  }
  return [{ exact: issuer }, { exact: subject }];
}

/** A claim that has one of the values, or is a list with one of them. */
function claim(names: readonly string[], values: readonly string[]): JsonObject {
  const each = values.map((value) => ({ stringMatch: text(value) }));
  const any = each.length === 1 ? each[0]! : { orMatch: { valueMatchers: each } };
  return metadata(names, { orMatch: { valueMatchers: [{ listMatch: { oneOf: any } }, any] } });
}

function metadata(names: readonly string[], value: JsonObject): JsonObject {
  const path = ['payload', ...names].map((key) => ({ key }));
  return { metadata: { filter: 'envoy.filters.http.jwt_authn', path, value } };
}

function path(value: string): JsonObject {
  if (!/\{\*{1,2}\}/.test(value)) return { urlPath: { path: text(value) } };
  const pathTemplate = value.replaceAll('{*}', '*').replaceAll('{**}', '**');
  const type = 'type.googleapis.com/envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig';
  return { uriTemplate: { name: 'uri-template', typedConfig: { '@type': type, pathTemplate } } };
}

/** What another filter of Envoy said; `[value]` is an element of a list. */
function dynamic(key: string, names: readonly string[], values: readonly string[]): JsonObject {
  const filter = key.slice('experimental.'.length, key.indexOf('['));
  const each = values.map((value) =>
    value.startsWith('[') && value.endsWith(']')
      ? { listMatch: { oneOf: { stringMatch: text(value.slice(1, -1)) } } }
      : { stringMatch: text(value) },
  );
  const value = each.length === 1 ? each[0]! : { orMatch: { valueMatchers: each } };
  return { metadata: { filter, path: names.map((name) => ({ key: name })), value } };
}
