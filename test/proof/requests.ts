import fc from 'fast-check';
import type { Destination, DestinationPort } from '../../src/access/destination.ts';
import { type Atom, type Formula, refusedTokens } from '../../src/access/formula.ts';
import type { Jwt, Request } from '../../src/access/request.ts';
import type { Json } from '../../src/base/json.ts';
import type { StringMatch } from '../../src/model/match.ts';

/** The atoms of some destinations. */
export function atomsOf(destinations: readonly Destination[]): readonly Atom[] {
  const found: Atom[] = [];
  const visit = (formula: Formula): void => {
    if (formula.kind === 'atom') found.push(formula.atom);
    else if (formula.kind === 'not') visit(formula.of);
    else if ('of' in formula) for (const one of formula.of) visit(one);
  };
  for (const { policies, accepts = [] } of destinations) {
    visit(refusedTokens(accepts));
    for (const { rules } of policies)
      for (const { http, tcp } of rules) {
        visit(http);
        visit(tcp);
      }
  }
  return found;
}

/** Values on both sides of a match. */
function near(match: StringMatch | { readonly kind: 'template'; readonly value: string }): readonly string[] {
  switch (match.kind) {
    case 'exact':
      return [match.value, `${match.value}x`, match.value.slice(0, -1)];
    case 'prefix':
      return [match.value, `${match.value}x`, `${match.value}/x`, `${match.value}/`];
    case 'suffix':
      return [match.value, `x${match.value}`, `${match.value}x`];
    case 'template': {
      const filled = match.value.replace('{*}', 'seg').replace('{**}', 'a/b');
      return [filled, `${filled}/`, match.value.replace('{*}', '').replace('{**}', '')];
    }
    case 'regex':
      return [match.value.replaceAll(/\.\*|\.\+/g, 'x').replaceAll(/\\(.)/g, '$1')];
    case 'present':
      return ['x', ''];
  }
}

function valuesOf<On extends Atom['on']>(atoms: readonly Atom[], on: On): readonly string[] {
  return atoms.flatMap((one) => (one.on === on && 'match' in one ? near(one.match) : []));
}

function pick(values: readonly string[], ...others: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...new Set([...values, ...others]));
}

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const ADDRESSES = ['10.1.2.3', '192.0.2.1', '192.0.2.2', '2001:db8::1', '::1', '203.0.113.9'];

/** Requests to a port: what is drawn for a dimension is on one of the two sides of what some policy asks. */
export function requestsTo(port: DestinationPort, atoms: readonly Atom[]): fc.Arbitrary<Request> {
  const addresses = atoms.flatMap((one) => ('cidr' in one ? [one.cidr.split('/')[0]!] : []));
  const address = pick(addresses, ...ADDRESSES);
  const headers = atoms.filter((one) => one.on === 'header');
  const http = fc.record({
    method: pick(valuesOf(atoms, 'method'), 'GET', 'POST', 'DELETE'),
    path: pick(
      valuesOf(atoms, 'path').filter((one) => one.startsWith('/')),
      '/',
      '/a',
      '/a/b/c',
    ),
    host: pick(
      valuesOf(atoms, 'host').map((one) => one.toLowerCase()),
      'a.example.com',
      'svc:80',
    ),
    headers: fc.dictionary(
      pick(
        headers.map(({ name }) => name),
        'x-none',
      ),
      fc.array(
        pick(
          headers.flatMap(({ match }) => near(match)),
          'v',
        ),
        { minLength: 1, maxLength: 2 },
      ),
      { maxKeys: 3, noNullPrototype: true },
    ),
    jwt: maybe(tokens(atoms)),
  });
  return fc.record({
    identity: maybe(identities(atoms)),
    sourceIp: address,
    remoteIp: address,
    destinationIp: address,
    port: fc.constant(port.port),
    sni: port.serverNames
      ? pick(port.serverNames.map((one) => one.replace('*', 'x')))
      : pick(valuesOf(atoms, 'sni'), '', 'a.example.com'),
    refusedBy: fc.constantFrom([], ['opa'], ['other']),
    ...(port.http && { http }),
  }) as fc.Arbitrary<Request>;
}

function identities(atoms: readonly Atom[]): fc.Arbitrary<NonNullable<Request['identity']>> {
  const known = valuesOf(atoms, 'principal').flatMap((one) => {
    const [, trustDomain, namespace, serviceAccount] = /^(.*?)\/ns\/(.*?)\/sa\/(.*)$/.exec(one) ?? [];
    return trustDomain && namespace && serviceAccount ? [{ trustDomain, namespace, serviceAccount }] : [];
  });
  return fc.oneof(
    fc.constantFrom(...known, { trustDomain: 'cluster.local', namespace: 'ns0', serviceAccount: 'svc0' }),
    fc.record({
      trustDomain: fc.constantFrom('cluster.local', 'partner.example', 'other'),
      namespace: fc.constantFrom('ns0', 'ns1', 'else'),
      serviceAccount: fc.constantFrom('svc0', 'svc1', 'else'),
    }),
  );
}

function tokens(atoms: readonly Atom[]): fc.Arbitrary<Jwt> {
  const claims = atoms.filter((one) => one.on === 'jwt-claim');
  const values = claims.flatMap(({ match }) => near(match));
  const claim = fc.constantFrom(...claims.map(({ path }) => path), ['none']);
  const value = fc.oneof(pick(values, 'v'), fc.array(pick(values, 'v'), { maxLength: 2 }));
  return fc.record({
    place: maybe(
      pick(
        atoms.flatMap((one) => (one.on === 'token' ? one.places : [])),
        'x-elsewhere:',
      ),
    ),
    issuer: pick(valuesOf(atoms, 'jwt-issuer'), 'https://login.example.com'),
    subject: maybe(pick(valuesOf(atoms, 'jwt-subject'), 'alice')),
    audiences: maybe(fc.array(pick(valuesOf(atoms, 'jwt-audience'), 'api'), { maxLength: 2 })),
    presenter: maybe(pick(valuesOf(atoms, 'jwt-presenter'), 'web')),
    claims: fc.array(fc.tuple(claim, value), { maxLength: 3 }).map(nested),
  }) as fc.Arbitrary<Jwt>;
}

function nested(entries: readonly (readonly [readonly string[], Json])[]): Record<string, Json> {
  const made: Record<string, Json> = {};
  for (const [path, value] of entries) {
    let at = made;
    for (const name of path.slice(0, -1)) {
      const inner = at[name];
      const next = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
      at[name] = next;
      at = next as Record<string, Json>;
    }
    at[path.at(-1)!] = value;
  }
  return made;
}
