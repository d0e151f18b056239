// Requests on both sides of every boundary that the conditions of a destination draw.
import fc from 'fast-check';
import type { Destination, DestinationPort } from '../../src/access/destination.ts';
import { type Atom, type Formula, refusedTokens } from '../../src/access/formula.ts';
import type { HttpRequest, Jwt, Request } from '../../src/access/request.ts';
import { BEARER } from '../../src/access/token-place.ts';
import type { Json } from '../../src/base/json.ts';
import type { Identity } from '../../src/model/ids.ts';
import type { PathMatch, StringMatch } from '../../src/model/match.ts';
import { ADDRESS } from './envoy.ts';

export function atomsOf({ policies, accepts = [] }: Destination): readonly Atom[] {
  const visit = (formula: Formula): readonly Atom[] => {
    if (formula.kind === 'atom') return [formula.atom];
    if (formula.kind === 'not') return visit(formula.of);
    return 'of' in formula ? formula.of.flatMap(visit) : [];
  };
  const rules = policies.flatMap((policy) => policy.rules.flatMap(({ http, tcp }) => [http, tcp]));
  return [...rules, refusedTokens(accepts)].flatMap(visit);
}

const SEGMENTS = ['x', 'a', '', '.', '..', '%2f', '%41', 'a;b=1', '"', '|', '[x]', '{x}', '*', '~', 'a,b', '\\'];

/** The value itself, one character less, one more, other case, empty. */
export function near(match: StringMatch | PathMatch): readonly string[] {
  if (match.kind === 'present') return ['x', ''];
  const { kind, value } = match;
  if (kind === 'template' || kind === 'regex') return SEGMENTS.flatMap((one) => filled(value, one));
  const base = [value, value.slice(0, -1), value.slice(1), value.toUpperCase(), value.toLowerCase()];
  return [...base, `${value}x`, `x${value}`, `${value}/`, `${value}/x`, `${value}:80`, `/x${value}`];
}

function filled(template: string, segment: string): readonly string[] {
  const one = template.replaceAll('{*}', segment);
  return ['', segment, `${segment}/b`, '/']
    .map((rest) => one.replaceAll('{**}', rest))
    .concat(`${one}/`, one.slice(0, -1));
}

function valuesOf(atoms: readonly Atom[], on: Atom['on']): readonly string[] {
  return atoms.flatMap((one) => (one.on === on && 'match' in one ? near(one.match) : []));
}

function pick(values: readonly string[], allowed: RegExp, ...others: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...new Set([...values, ...others].filter((one) => allowed.test(one))));
}

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 3 });
}

/** What a client can send and Envoy's codec lets through. */
const PATH = /^\/[!-"$->@-~]*$/;
const VALUE = /^([!-~]([ -~]*[!-~])?)?$/;
const NAME = /^[a-z0-9.-]*[a-z][a-z0-9.-]*$/;
const HOST = /^[A-Za-z0-9.-]+(:\d+)?$/;

const SOURCES = ['127.0.0.1', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.1.0.1'];
const CLIENTS = ['10.1.2.3', '10.1.2.4', '10.2.0.0', '127.0.0.4', '192.0.2.1', '2001:db8::1', '2001:db9::1'];

/** Requests to a port that get past its mutual TLS. */
export function requestsTo({ port, http, mtls }: DestinationPort, atoms: readonly Atom[]): fc.Arbitrary<Request> {
  const identity = identities(atoms);
  return fc
    .record({
      identity: mtls === 'strict' ? identity : mtls === 'disabled' ? fc.constant(undefined) : maybe(identity),
      sourceIp: fc.constantFrom(...SOURCES),
      remoteIp: fc.constantFrom(...CLIENTS),
      destinationIp: fc.constant(ADDRESS),
      port: fc.constant(port),
      sni: fc.oneof(fc.constant(''), pick(valuesOf(atoms, 'sni'), NAME, 'web.shop')),
      refusedBy: fc.constantFrom([], [], ['opa'], ['other']),
      ...(http && { http: requests(atoms) }),
    })
    .map((one) => (one.identity === undefined ? { ...one, sni: '' } : one) as Request);
}

function requests(atoms: readonly Atom[]): fc.Arbitrary<HttpRequest> {
  const headers = atoms.filter((one) => one.on === 'header');
  const value = pick(
    headers.flatMap(({ match }) => near(match)),
    VALUE,
    'v',
    '',
  );
  const name = fc.constantFrom(...headers.map(({ name }) => name), 'x-none').filter((one) => /^[a-z-]+$/.test(one));
  return fc.record({
    method: pick(
      valuesOf(atoms, 'method'),
      /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)$/,
      'GET',
      'HEAD',
      'POST',
      'DELETE',
    ),
    path: pick(valuesOf(atoms, 'path'), PATH, '/', '/a', '/a/b/c'),
    host: pick(
      valuesOf(atoms, 'host').map((one) => one.toLowerCase()),
      HOST,
      'other',
      'other:80',
    ),
    headers: fc.dictionary(name, fc.array(value, { minLength: 1, maxLength: 2 }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    jwt: maybe(tokens(atoms)),
  }) as fc.Arbitrary<HttpRequest>;
}

const IDENTITIES: readonly Identity[] = [
  'cluster.local',
  'old.example',
  'partner.example',
  'cluster.local.evil',
].flatMap((trustDomain) => ['shop', 'shop-2'].map((namespace) => ({ trustDomain, namespace, serviceAccount: 'web' })));

/** Those that are asked for, and those that differ from them in one part. */
function identities(atoms: readonly Atom[]): fc.Arbitrary<Identity> {
  const asked = atoms.flatMap((one): Identity[] => {
    if (one.on !== 'principal' || one.match.kind === 'present') return [];
    const [trustDomain = '', , namespace, , serviceAccount] = one.match.value.split('/');
    return [{ trustDomain, namespace: namespace || 'shop', serviceAccount: serviceAccount || 'web' }];
  });
  const around = asked.flatMap((one) => [
    one,
    { ...one, serviceAccount: `${one.serviceAccount}-2` },
    { ...one, namespace: 'else' },
  ]);
  return fc.constantFrom(...around, ...IDENTITIES);
}

function tokens(atoms: readonly Atom[]): fc.Arbitrary<Jwt> {
  const asked = atoms.filter((one) => one.on === 'jwt-claim');
  const value = pick(
    asked.flatMap(({ match }) => near(match)),
    VALUE,
    'v',
    '',
    'a ab',
  );
  const claim = fc.constantFrom<readonly string[]>(...asked.map(({ path }) => path), ['scope'], ['none']);
  const json: fc.Arbitrary<Json> = fc.oneof(
    value,
    fc.constantFrom<Json>('', 'a ab'),
    fc.array(value, { maxLength: 2 }),
    fc.constantFrom<Json>(1, true, null),
  );
  const places = atoms.flatMap((one) => (one.on === 'token' ? one.places : []));
  return fc.record({
    place: maybe(pick(places, /^[^?]/, BEARER, 'x-elsewhere:')),
    issuer: pick(
      valuesOf(atoms, 'jwt-issuer').filter((one) => !one.endsWith('x')),
      /^https:\S+[^/0]$/,
      'https://login.example.com',
      'https://unknown.example.com',
    ),
    subject: maybe(pick(valuesOf(atoms, 'jwt-subject'), VALUE, 'alice', '')),
    audiences: maybe(fc.array(pick(valuesOf(atoms, 'jwt-audience'), VALUE, 'api', 'shop'), { maxLength: 2 })),
    presenter: maybe(pick(valuesOf(atoms, 'jwt-presenter'), VALUE, 'web', '')),
    claims: fc.array(fc.tuple(claim, json), { maxLength: 3 }).map(nested),
  }) as fc.Arbitrary<Jwt>;
}

function nested(entries: readonly (readonly [readonly string[], Json])[]): Record<string, Json> {
  const made: Record<string, Json> = {};
  for (const [[first = '', second], value] of entries) made[first] = second === undefined ? value : { [second]: value };
  return made;
}
