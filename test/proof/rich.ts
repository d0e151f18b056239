import fc from 'fast-check';
import { istio } from '../../src/backends/istio/index.ts';
import type { NonEmpty } from '../../src/base/nonempty.ts';
import { runChecks } from '../../src/checks/index.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { AuthorizationRule, Caller, Condition, Scope } from '../../src/model/authorization.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import type { PathMatch, RequestMatch, StringMatch } from '../../src/model/match.ts';
import type { Mesh } from '../../src/model/mesh.ts';
import {
  caller,
  gateway,
  gatewayRoute,
  listener,
  mesh,
  namespace,
  plain,
  rule,
  service,
  span,
} from '../backends/model.ts';

/** Models with more of authorization than the generator of meshes draws: ports of both kinds, tokens, exceptions, gateways of bytes. */

function some<T>(arbitrary: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<NonEmpty<T>> {
  return fc.array(arbitrary, { minLength: 1, maxLength }) as fc.Arbitrary<unknown> as fc.Arbitrary<NonEmpty<T>>;
}

const value = fc.constantFrom('a', 'ab', 'b', 'a/b');
const string: fc.Arbitrary<StringMatch> = fc.oneof(
  value.map((value): StringMatch => ({ kind: 'exact', value })),
  value.map((value): StringMatch => ({ kind: 'prefix', value })),
  value.map((value): StringMatch => ({ kind: 'suffix', value })),
  fc.constant<StringMatch>({ kind: 'present' }),
);
const claim = fc.record({
  path: fc.constantFrom<NonEmpty<string>>(['groups'], ['org', 'team'], ['a.b']),
  values: some(string),
  negated: fc.boolean(),
});
const token: fc.Arbitrary<Caller> = fc
  .record(
    {
      issuer: fc.constantFrom('login', 'other'),
      subject: string,
      audiences: some(string),
      presenter: some(string),
      claims: fc.array(claim, { maxLength: 2 }),
    },
    { requiredKeys: ['issuer', 'claims'] },
  )
  .map((one) => ({ kind: 'request-principal', ...one }) as Caller);
const cidr = fc.constantFrom('10.0.0.0/8', '10.1.2.3', '2001:db8::/32');
const single: fc.Arbitrary<Caller> = fc.oneof(
  fc.constantFrom<Caller>(
    caller('web'),
    caller('db', 'bare'),
    { kind: 'namespace', trustDomain: 'cluster.local', namespace: 'shop' },
    { kind: 'namespace', trustDomain: 'old.example', namespace: 'shop' },
    { kind: 'trust-domain', trustDomain: 'partner.example' },
    { kind: 'trust-domain', trustDomain: 'cluster.local' },
    { kind: 'authenticated' },
  ),
  cidr.map((cidr): Caller => ({ kind: 'ip-block', cidr })),
  cidr.map((cidr): Caller => ({ kind: 'remote-ip-block', cidr })),
  token,
);
const from: fc.Arbitrary<AuthorizationRule['from']> = fc.oneof(
  fc.constant('anyone' as const),
  some(
    fc.oneof(
      { weight: 4, arbitrary: single },
      {
        weight: 1,
        arbitrary: some(single).map((callers) => ({ kind: 'all-of', callers }) as Caller),
      },
    ),
  ),
);
const path: fc.Arbitrary<PathMatch> = fc.oneof(
  fc.constantFrom('/a', '/a/b', '/').map((value): PathMatch => ({ kind: 'exact', value })),
  fc.constantFrom('/a', '/a/', '/').map((value): PathMatch => ({ kind: 'prefix', value })),
  fc.constantFrom('.css', '/b').map((value): PathMatch => ({ kind: 'suffix', value })),
  fc
    .constantFrom('/a/{*}', '/{*}/b', '/a/{**}', '/a/{*}/{**}')
    .map((value): PathMatch => ({ kind: 'template', value })),
);
const host = fc.constantFrom('a.example.com', 'b.example.com', '*.example.com', '*');
const port = fc.constantFrom(8080, 9000);
const header = fc.record({ name: fc.constantFrom('x-a', 'x-b'), values: some(string), negated: fc.boolean() });
const method = fc.constantFrom('GET', 'POST');
const anyRequest: fc.Arbitrary<RequestMatch> = fc
  .record(
    {
      methods: some(method),
      notMethods: some(method),
      paths: some(path),
      notPaths: some(path),
      hosts: some(host),
      notHosts: some(fc.constantFrom('a.example.com', 'b.example.com')),
      ports: some(port),
      notPorts: some(port),
      headers: fc.array(header, { maxLength: 1 }),
    },
    { requiredKeys: ['headers'] },
  )
  .filter((one) => Object.keys(one).length > 1 || one.headers.length > 0);
const request = fc.oneof(
  { weight: 3, arbitrary: anyRequest },
  {
    weight: 1,
    arbitrary: fc.constantFrom<RequestMatch>({ ports: [9000], headers: [] }, { methods: ['GET'], headers: [] }),
  },
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  header.map((one): Condition => ({ kind: 'header', ...one })),
  claim.map((one): Condition => ({ kind: 'claim', ...one })),
  fc.record({ values: some(string), negated: fc.boolean() }).map((one): Condition => ({ kind: 'sni', ...one })),
  fc.record({ cidrs: some(cidr), negated: fc.boolean() }).map((one): Condition => ({ kind: 'destination-ip', ...one })),
);
const scope = fc.constantFrom<Scope>(
  { kind: 'mesh' },
  { kind: 'namespace', namespace: 'shop' },
  { kind: 'service', service: 'shop/web' },
  { kind: 'service', service: 'shop/both' },
  { kind: 'service', service: 'shop/bytes' },
  { kind: 'gateway', gateway: 'shop/edge' },
);
const anyRule: fc.Arbitrary<AuthorizationRule> = fc
  .record({
    effect: fc.constantFrom('allow' as const, 'allow' as const, 'deny' as const, 'audit' as const, 'custom' as const),
    scope,
    from,
    except: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(single, { maxLength: 2 }) },
    ),
    requests: fc.oneof(fc.constant('any' as const), some(request, 3)),
    when: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(condition, { maxLength: 2 }) },
    ),
    dryRun: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  })
  .map((one) =>
    rule('web', { ...one, ...(one.effect === 'custom' && { provider: 'opa' }) } as Partial<AuthorizationRule>),
  );

const services = [
  service('web'),
  service('both', {
    ports: [
      { name: 'http', port: 80, targetPort: 8080, protocol: 'http' },
      { name: 'tcp-admin', port: 9000, targetPort: 9000, protocol: 'tcp' },
    ],
  }),
  service('bytes', { ports: [{ name: 'tcp', port: 9000, targetPort: 9000, protocol: 'tcp' }] }),
  service('db', { namespace: 'bare' }),
];
const edges: readonly Mesh['gateways'][] = [
  [],
  [gateway('edge', { routes: [gatewayRoute('web', ['shop.example.com'])] })],
  [
    gateway('edge', {
      listeners: [
        listener('https', { hosts: ['a.example.com', '*.b.example.com'] }),
        listener('pass', { hosts: ['tls.example.com'], tls: { mode: 'passthrough' }, protocol: 'tls' }),
        plain('plain', { targetPort: 8080 }),
      ],
      routes: [
        gatewayRoute('web', ['a.example.com'], {
          matches: [{ path: { kind: 'prefix', value: '/a' }, methods: ['GET'], headers: [], query: [] }],
        }),
        {
          kind: 'tls',
          name: 'tls',
          hosts: ['tls.example.com'],
          listeners: ['pass'],
          to: [{ service: 'shop/bytes', port: 9000, weight: 100 }],
          span: span(),
        },
      ],
    }),
  ],
];

const issuers: Mesh['issuers'] = [
  {
    name: 'login',
    issuer: 'https://login.example.com',
    jwks: { kind: 'uri', uri: 'https://login.example.com/jwks' },
    audiences: [],
    fromHeaders: [],
    forwardToken: false,
    span: span(),
  },
  {
    name: 'other',
    issuer: 'other',
    jwks: { kind: 'uri', uri: 'https://other.example.com/jwks' },
    audiences: ['shop'],
    fromHeaders: [{ name: 'x-token' }],
    forwardToken: false,
    span: span(),
  },
];

export const richModel: fc.Arbitrary<Lookup> = fc
  .record({
    mtls: fc.constantFrom('strict' as const, 'permissive' as const, 'disabled' as const),
    authorization: fc.constantFrom('deny-by-default' as const, 'allow-by-default' as const),
    trustDomainAliases: fc.constantFrom([], ['old.example']),
    gateways: fc.constantFrom(...edges),
    rules: fc.array(anyRule, { minLength: 1, maxLength: 4 }),
    bytes: fc.constantFrom('strict' as const, 'permissive' as const, undefined),
  })
  .map(({ bytes, rules, gateways, ...rest }) =>
    mesh({
      ...rest,
      gateways,
      rules: rules.filter(({ scope }) => scope.kind !== 'gateway' || gateways.length > 0),
      issuers,
      namespaces: [namespace('shop'), namespace('bare', { dataPlane: { kind: 'none' } })],
      services: services.map((one) =>
        one.name === 'both' && bytes ? { ...one, mtls: { ports: [{ port: 9000, mode: bytes }] } } : one,
      ),
    }),
  );

/** Whether a compile would go on to make manifests of it. */
export function isSound(model: Lookup): boolean {
  const found = [...runChecks(model), ...istio.gaps(model)].filter(isError);
  return found.length === 0;
}
