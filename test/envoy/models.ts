// Which generated meshes and requests are for the envoy backend.
import fc from 'fast-check';
import type { Request } from '../../src/access/request.ts';
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import { runChecks } from '../../src/checks/index.ts';
import { ENVOY_DEFAULTS } from '../../src/config/envoy.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { AuthorizationRule } from '../../src/model/authorization.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import type { StringMatch } from '../../src/model/match.ts';
import { mesh, rule, service } from '../backends/model.ts';
import { issuers } from '../fuzz/models.ts';
import { REFUSED_SOURCE } from './authorizer.ts';
import { authorizer, PROVIDER } from './judge.ts';
import type { AuthorizerKind } from './services.ts';

const regexes = fc.constantFrom('a|b', 'a.*', '(?:x|a)b?', '[^a]+', '.+');
const value = regexes.map((value): StringMatch => ({ kind: 'regex', value }));
const empty = fc.constantFrom<StringMatch>(
  { kind: 'exact', value: '' },
  { kind: 'prefix', value: '' },
  { kind: 'suffix', value: '' },
);
const odd = fc.oneof(value, empty);

/** What can be said to Envoy and not to Istio: regular expressions, empty values, negated claims, plaintext only. */
export const oddModel: fc.Arbitrary<Lookup> = fc
  .record({
    effect: fc.constantFrom('allow' as const, 'deny' as const),
    mtls: fc.constantFrom('strict' as const, 'permissive' as const, 'disabled' as const),
    parts: fc.oneof(
      fc.record({ name: fc.constant('x-a'), values: fc.tuple(odd), negated: fc.boolean() }).map(
        (one): Rule => ({
          when: [{ kind: 'header', ...one }],
        }),
      ),
      fc
        .record({ values: fc.tuple(odd), negated: fc.boolean() })
        .map((one): Rule => ({ when: [{ kind: 'sni', ...one }] })),
      fc.constantFrom('/a/[a-z]*', '/|/a', '/.*b').map(
        (value): Rule => ({
          requests: [{ paths: [{ kind: 'regex', value }], headers: [] }],
        }),
      ),
      fc.constantFrom('/a*b/{*}', '/a/{*}/(x)/{**}').map(
        (value): Rule => ({
          requests: [{ paths: [{ kind: 'template', value }], headers: [] }],
        }),
      ),
      fc
        .record({
          path: fc.constantFrom<[string]>(['groups'], ['scope']),
          values: fc.tuple(odd),
          negated: fc.boolean(),
        })
        .map(
          (claim): Rule => ({
            from: [
              {
                kind: 'request-principal',
                issuer: 'login',
                subject: { kind: 'regex', value: 'al.*|a' },
                claims: [claim],
              },
            ],
          }),
        ),
      fc.constantFrom<Rule>(
        { from: [{ kind: 'request-principal', issuer: 'login', claims: [] }] },
        { except: [{ kind: 'request-principal', issuer: 'other', claims: [] }] },
        { requests: [{ notHosts: ['*.example.com'], headers: [] }] },
        { from: [{ kind: 'namespace', trustDomain: 'old.example', namespace: 'shop' }] },
      ),
    ),
  })
  .map(({ effect, mtls, parts }) =>
    mesh({
      mtls,
      authorization: 'allow-by-default',
      trustDomainAliases: ['old.example'],
      issuers,
      services: [service('web')],
      rules: [rule('web', { ...parts, effect })],
    }),
  );

type Rule = Partial<AuthorizationRule>;

/** Whether a compile would go on to make configs of it. */
export function compiles(model: Lookup, kind: AuthorizerKind): boolean {
  const anyPlace = placeFrom({ ...ENVOY_DEFAULTS, version: '1.40', providers: { [PROVIDER]: authorizer(kind, 9191) } });
  return ![...runChecks(model), ...envoy(anyPlace).gaps(model)].some(isError);
}

/** Whether a proxy leaves the path as it is sent: the oracle sees paths after that. */
export function isNormal({ http }: Request): boolean {
  return http === undefined || !/\/\/|\/\.\.?(?=[/;]|$)|%[46]1|[\\"<>`{|}^]/i.test(http.path);
}

/** Of a connection that carries no requests nobody reports the client, and an authorizer sees the address alone. */
export function asSent(request: Request): Request {
  if (request.http) return request;
  const { sourceIp } = request;
  return { ...request, remoteIp: sourceIp, refusedBy: sourceIp === REFUSED_SOURCE ? [PROVIDER] : [] };
}
