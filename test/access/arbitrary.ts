import fc from 'fast-check';
import type { AcceptedIssuer, Atom, Formula } from '../../src/access/formula.ts';
import type { Request } from '../../src/access/request.ts';
import type { PathMatch, StringMatch } from '../../src/model/match.ts';

/** Few values, near to each other, so that conditions overlap and requests fall on either side of them. */
function matches(values: readonly string[], regexes: readonly string[]): fc.Arbitrary<StringMatch> {
  const value = fc.constantFrom(...values);
  return fc.oneof(
    { weight: 4, arbitrary: value.map((value): StringMatch => ({ kind: 'exact', value })) },
    fc.tuple(value, fc.nat(9)).map(([text, n]): StringMatch => ({ kind: 'prefix', value: text.slice(0, n) })),
    fc.tuple(value, fc.nat(9)).map(([text, n]): StringMatch => ({ kind: 'suffix', value: text.slice(n) })),
    fc.constantFrom(...regexes).map((value): StringMatch => ({ kind: 'regex', value })),
    fc.constant<StringMatch>({ kind: 'present' }),
  );
}

const IDENTITIES = ['cluster.local/ns/a/sa/x', 'cluster.local/ns/a/sa/y', 'cluster.local/ns/b/sa/x', 'td/ns/a/sa/x'];
const PATHS = ['/', '/a', '/a/', '/a/b', '/a/b/c', '/ab', '/a/c', '/x/b', '/a//b', '/a"/b'];
const TEMPLATES = ['/{*}', '/a/{*}', '/{*}/b', '/a/{**}', '/{**}', '/{*}/b/{**}', '/a/{*}/c'];
const ADDRESSES = ['10.0.0.1', '10.0.0.2', '10.1.0.1', '192.168.0.1', '::1', '2001:db8::1', '2001:db8:1::1'];
const BLOCKS = [
  '10.0.0.0/8',
  '10.0.0.1',
  '10.0.0.0/24',
  '10.1.2.3/16',
  '0.0.0.0/0',
  '::/0',
  '2001:db8::/32',
  '2001:db8::/48',
];
const METHODS = ['GET', 'POST', 'HEAD', 'PUT'];
const HOSTS = ['a.example.com', 'b.example.com', 'example.com', 'a.example.com:80', 'a'];
const VALUES = ['', 'v1', 'v2', 'v12', 'w', 'é'];
const CLAIMS = [['groups'], ['realm'], ['realm', 'roles']];

const word = matches(VALUES, ['v.*', 'v[12]+', '(?i)V1|w', '[^v]*', '.']);

const path: fc.Arbitrary<PathMatch | StringMatch> = fc.oneof(
  fc.constantFrom(...PATHS).map((value): PathMatch => ({ kind: 'exact', value })),
  fc.constantFrom(...PATHS).map((value): PathMatch => ({ kind: 'prefix', value })),
  fc.constantFrom('/b', 'b', '', '/').map((value): PathMatch => ({ kind: 'suffix', value })),
  fc.constantFrom(...TEMPLATES).map((value): PathMatch => ({ kind: 'template', value })),
  fc.constantFrom('/a.*', '/[^/]*', '.*/b', '/(a|ab)/?', '/\\w+').map((value): PathMatch => ({ kind: 'regex', value })),
);

const PLACES = ['?access_token', 'authorization: Bearer', 'x-token:', 'x-token: a', 'x-token: ab'];
const places = fc.subarray(PLACES, { minLength: 1 });

/** Whose tokens a destination accepts, and where. */
export const accepts: fc.Arbitrary<readonly AcceptedIssuer[]> = fc.array(
  fc.record({ issuer: fc.constantFrom(...VALUES), audiences: fc.subarray(['v1', 'w']), places }),
  { maxLength: 2 },
);

const atoms: fc.Arbitrary<Atom> = fc.oneof(
  matches(IDENTITIES, ['.*/ns/a/.*', 'cluster.*', '[^/]+/ns/b/sa/.+']).map(
    (match): Atom => ({ on: 'principal', match }),
  ),
  fc
    .tuple(
      fc.constantFrom('source-ip' as const, 'remote-ip' as const, 'destination-ip' as const),
      fc.constantFrom(...BLOCKS),
    )
    .map(([on, cidr]): Atom => ({ on, cidr })),
  fc.constantFrom(80, 81, 8080).map((port): Atom => ({ on: 'port', port })),
  matches(['', 'a.b', 'b'], ['.*b']).map((match): Atom => ({ on: 'sni', match })),
  matches(METHODS, ['P.*', 'GET|HEAD']).map((match): Atom => ({ on: 'method', match })),
  matches(HOSTS, ['.*\\.com', 'a(:\\d+)?']).map((match): Atom => ({ on: 'host', match })),
  path.map((match): Atom => ({ on: 'path', match })),
  fc.tuple(fc.constantFrom('x-a', 'x-b'), word).map(([name, match]): Atom => ({ on: 'header', name, match })),
  fc
    .tuple(
      fc.constantFrom('jwt-issuer' as const, 'jwt-subject' as const, 'jwt-presenter' as const, 'jwt-audience' as const),
      word,
    )
    .map(([on, match]): Atom => ({ on, match })),
  fc
    .tuple(places, fc.constantFrom({}, { found: true as const }))
    .map(([places, how]): Atom => ({ on: 'token', places, ...how })),
  fc.tuple(fc.constantFrom(...CLAIMS), word).map(([path, match]): Atom => ({ on: 'jwt-claim', path, match })),
  fc.constantFrom('opa', 'other').map((provider): Atom => ({ on: 'external', provider })),
);

export const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula; list: Formula[] }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: atoms.map((atom): Formula => ({ kind: 'atom', atom })) },
    fc.tuple(fc.constantFrom('and' as const, 'or' as const), tie('list')).map(([kind, of]): Formula => ({ kind, of })),
    tie('formula').map((of): Formula => ({ kind: 'not', of })),
  ),
  list: fc.array(tie('formula'), { maxLength: 3 }),
})).formula;

const identity = fc.constantFrom(...IDENTITIES, 'td/ns/c/sa/z').map((text) => {
  const [trustDomain = '', , namespace = '', , serviceAccount = ''] = text.split('/');
  return { trustDomain, namespace, serviceAccount };
});

const values = fc.uniqueArray(fc.constantFrom(...VALUES, 'other'), { maxLength: 3 });

const claims = fc.oneof(
  fc.record({ groups: values, realm: values }, { requiredKeys: [] }),
  fc.record({ groups: fc.constantFrom(...VALUES), realm: fc.record({ roles: values }) }, { requiredKeys: [] }),
);

const jwt = fc.record(
  {
    issuer: fc.constantFrom(...VALUES),
    subject: fc.constantFrom(...VALUES),
    audiences: values,
    presenter: fc.constantFrom(...VALUES),
    claims,
    place: fc.constantFrom(...PLACES, 'elsewhere:'),
  },
  { requiredKeys: ['issuer'] },
);

const http = fc.record(
  {
    method: fc.constantFrom(...METHODS, 'OTHER'),
    path: fc.constantFrom(...PATHS, '/other'),
    host: fc.constantFrom(...HOSTS, 'other'),
    headers: fc.record({ 'x-a': values, 'x-b': values }, { requiredKeys: [] }),
    jwt,
  },
  { requiredKeys: ['method', 'path', 'host', 'headers'] },
);

export const requests: fc.Arbitrary<Request> = fc.record(
  {
    identity,
    sourceIp: fc.constantFrom(...ADDRESSES),
    remoteIp: fc.constantFrom(...ADDRESSES),
    destinationIp: fc.constantFrom(...ADDRESSES),
    port: fc.constantFrom(80, 81, 8080, 9),
    sni: fc.constantFrom('', 'a.b', 'b', 'c'),
    http,
    refusedBy: fc.subarray(['opa', 'other']),
  },
  { requiredKeys: ['sourceIp', 'remoteIp', 'destinationIp', 'port', 'sni'] },
);
