// Models with what bites between a policy and a proxy: odd paths, empty values, addresses, tokens, names in TLS, ports of both kinds.
import fc from 'fast-check';
import { istio } from '../../src/backends/istio/index.ts';
import type { NonEmpty } from '../../src/base/nonempty.ts';
import { runChecks } from '../../src/checks/index.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { AuthorizationRule, Caller, ClaimMatch, Condition, Scope } from '../../src/model/authorization.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import type { HeaderMatch, PathMatch, RequestMatch, StringMatch } from '../../src/model/match.ts';
import type { Issuer } from '../../src/model/mesh.ts';
import { caller, gateway, gatewayRoute, listener, mesh, namespace, rule, service, span } from '../backends/model.ts';

function some<T>(arbitrary: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<NonEmpty<T>> {
  return fc.array(arbitrary, { minLength: 1, maxLength }) as fc.Arbitrary<unknown> as fc.Arbitrary<NonEmpty<T>>;
}

/** Mostly the first. */
function rarely<T, U>(usual: T, arbitrary: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });
}

const word = fc.constantFrom('a', 'ab', 'a b', 'A', 'a/b', 'a,b', '.', '(a|b)', 'a*b');

function matches(words: fc.Arbitrary<string>): fc.Arbitrary<StringMatch> {
  const kind = fc.constantFrom('exact' as const, 'prefix' as const, 'suffix' as const);
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind, value: words }) },
    { weight: 1, arbitrary: fc.constant<StringMatch>({ kind: 'present' }) },
  );
}

const string = matches(word);
const header: fc.Arbitrary<HeaderMatch> = fc.record({
  name: fc.constantFrom('x-a', 'x-b'),
  values: some(string),
  negated: fc.boolean(),
});
const claim: fc.Arbitrary<ClaimMatch> = fc.record({
  path: fc.constantFrom<NonEmpty<string>>(['groups'], ['org', 'team'], ['scope']),
  values: some(string),
  negated: fc.constant(false),
});
const token = fc
  .record(
    {
      kind: fc.constant('request-principal' as const),
      issuer: fc.constantFrom('login', 'other'),
      subject: matches(fc.constantFrom('a', 'ab', 'alice')),
      audiences: some(string),
      presenter: some(string),
      claims: fc.array(claim, { maxLength: 2 }),
    },
    { requiredKeys: ['kind', 'issuer', 'claims'] },
  )
  .map((one) => one as Caller);
const cidr = fc.constantFrom('127.0.0.0/30', '127.0.0.4', '127.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '2001:db8::/32');
const single: fc.Arbitrary<Exclude<Caller, { kind: 'all-of' }>> = fc.oneof(
  fc.constantFrom<Exclude<Caller, { kind: 'all-of' }>>(
    caller('web') as never,
    caller('web-2') as never,
    { kind: 'namespace', trustDomain: 'cluster.local', namespace: 'shop' },
    { kind: 'namespace', trustDomain: 'old.example', namespace: 'shop-2' },
    { kind: 'trust-domain', trustDomain: 'partner.example' },
    { kind: 'trust-domain', trustDomain: 'cluster.local' },
    { kind: 'authenticated' },
  ),
  cidr.map((cidr) => ({ kind: 'ip-block' as const, cidr })),
  cidr.map((cidr) => ({ kind: 'remote-ip-block' as const, cidr })),
  token as fc.Arbitrary<never>,
  token as fc.Arbitrary<never>,
  token as fc.Arbitrary<never>,
  token as fc.Arbitrary<never>,
);
const from: fc.Arbitrary<AuthorizationRule['from']> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('anyone' as const) },
  { weight: 3, arbitrary: some(single) },
  { weight: 1, arbitrary: some(single).map((callers): AuthorizationRule['from'] => [{ kind: 'all-of', callers }]) },
);
const path: fc.Arbitrary<PathMatch> = fc.oneof(
  fc
    .constantFrom('/a', '/a/b', '/', '/a//b', '/a/', "/a/it's;b=1", '/%41')
    .map((value): PathMatch => ({ kind: 'exact', value })),
  fc.constantFrom('/a', '/a/', '/').map((value): PathMatch => ({ kind: 'prefix', value })),
  fc.constantFrom('.css', '/b', 'b').map((value): PathMatch => ({ kind: 'suffix', value })),
  fc
    .constantFrom('/a/{*}', '/{*}/b', '/a/{**}', '/a/{*}/{**}', '/{*}', '/a/{*}/b/{*}', '/{**}', '/A.b/{*}', '/a/{*}/')
    .map((value): PathMatch => ({ kind: 'template', value })),
);
const host = fc.constantFrom('a.example.com', 'b.example.com', '*.example.com', '*');
const method = fc.constantFrom('GET', 'POST', 'HEAD');
const port = fc.constantFrom(8080, 9000);
export const request: fc.Arbitrary<RequestMatch> = fc
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
  .map((one) => thinned(one))
  .filter((one) => Object.keys(one).length > 1 || one.headers.length > 0);

/** Few conditions at once: with many, hardly any request holds. */
function thinned(match: RequestMatch): RequestMatch {
  const keys = Object.keys(match).filter((key) => key !== 'headers');
  const size = JSON.stringify(match).length;
  const kept = keys.filter((_, i) => (i + size) % 3 === 0);
  return {
    headers: size % 2 ? match.headers : [],
    ...Object.fromEntries(kept.map((key) => [key, match[key as 'ports']])),
  };
}

const condition: fc.Arbitrary<Condition> = fc.oneof(
  header.map((one): Condition => ({ kind: 'header', ...one })),
  fc.tuple(claim, fc.boolean()).map(([one, negated]): Condition => ({ kind: 'claim', ...one, negated })),
  fc
    .record({ values: some(matches(fc.constantFrom('a.b', 'a', 'b'))), negated: fc.boolean() })
    .map((one): Condition => ({ kind: 'sni', ...one })),
  fc.record({ cidrs: some(cidr), negated: fc.boolean() }).map((one): Condition => ({ kind: 'destination-ip', ...one })),
);
const scope = fc.constantFrom<Scope>(
  { kind: 'mesh' },
  { kind: 'namespace', namespace: 'shop' },
  { kind: 'service', service: 'shop/web' },
  { kind: 'service', service: 'shop/both' },
  { kind: 'gateway', gateway: 'shop/edge' },
);
const anyRule: fc.Arbitrary<AuthorizationRule> = fc
  .record({
    effect: fc.constantFrom(
      'allow' as const,
      'allow' as const,
      'deny' as const,
      'deny' as const,
      'audit' as const,
      'custom' as const,
    ),
    scope,
    from,
    except: rarely([], fc.array(single, { maxLength: 1 })),
    requests: fc.oneof(fc.constant('any' as const), some(request, 3)),
    when: rarely([], fc.array(condition, { maxLength: 1 })),
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
];

function issuer(name: string, audiences: readonly string[], fromHeaders: Issuer['fromHeaders'] = []): Issuer {
  const uri = `https://${name}.example.com`;
  const jwks = { kind: 'uri' as const, uri: `${uri}/jwks` };
  return { name, issuer: uri, jwks, audiences, fromHeaders, forwardToken: false, span: span() };
}

export const issuers: readonly Issuer[] = [issuer('login', []), issuer('other', ['a', 'shop'])];

/** One of them is looked for elsewhere; of another there are two places. */
const places: readonly (readonly Issuer[])[] = [
  issuers,
  [issuer('login', []), issuer('other', ['a', 'shop'], [{ name: 'X-Token' }])],
  [
    issuer('login', [], [{ name: 'x-token', prefix: 'Login ' }]),
    issuer('other', ['a'], [{ name: 'authorization', prefix: 'Bearer ' }, { name: 'x-other' }]),
  ],
];

const edge = gateway('edge', {
  listeners: [listener('https', { hosts: ['a.example.com', '*.b.example.com'] })],
  routes: [
    gatewayRoute('web', ['a.example.com'], {
      matches: [{ path: { kind: 'prefix', value: '/a' }, methods: ['GET'], headers: [], query: [] }],
    }),
  ],
});

export const fuzzModel: fc.Arbitrary<Lookup> = fc
  .record({
    mtls: fc.constantFrom('strict' as const, 'permissive' as const),
    authorization: fc.constantFrom('deny-by-default' as const, 'allow-by-default' as const),
    trustDomainAliases: fc.constantFrom([], ['old.example']),
    gateways: fc.constantFrom([], [edge]),
    rules: fc.array(anyRule, { minLength: 1, maxLength: 3 }),
    issuers: fc.constantFrom(...places),
  })
  .map(({ rules, gateways, ...rest }) =>
    mesh({
      ...rest,
      gateways,
      rules: rules.filter(({ scope }) => scope.kind !== 'gateway' || gateways.length > 0),
      namespaces: [namespace('shop')],
      services,
    }),
  );

/** One rule with one condition: nothing hides what it means. */
export const simpleModel: fc.Arbitrary<Lookup> = fc
  .tuple(
    fc.oneof(
      fc.oneof(single, token).map((one): Partial<AuthorizationRule> => ({ from: [one] })),
      request.map((one): Partial<AuthorizationRule> => ({ requests: [one] })),
      condition.map((one): Partial<AuthorizationRule> => ({ when: [one] })),
    ),
    fc.constantFrom('allow' as const, 'deny' as const),
  )
  .map(([parts, effect]) =>
    mesh({
      mtls: 'permissive',
      authorization: 'allow-by-default',
      issuers,
      namespaces: [namespace('shop')],
      services: [service('web')],
      rules: [rule('web', { ...parts, effect })],
    }),
  );

/** Whether a compile would go on to make manifests of it. */
export function compiles(model: Lookup): boolean {
  return ![...runChecks(model), ...istio.gaps(model)].some(isError);
}
