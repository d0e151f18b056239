import { isNonEmpty, type NonEmpty } from '../../base/nonempty.ts';
import type { Span } from '../../base/span.ts';
import { type JwtRule, requestAuthentication } from '../../manifest/kinds/istio-security.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { AuthorizationRule, Scope } from '../../model/authorization.ts';
import { type Lookup, ruleGroups, scopeKey } from '../../model/lookup.ts';
import type { Issuer } from '../../model/mesh.ts';
import { placement } from './authorization/placement.ts';
import { enforceable } from './authorization/support.ts';
import type { Context } from './context.ts';
import { scopeName } from './names.ts';

/**
 * Tokens are validated where rules ask for them, and only those of the issuers that are asked for. Istio adds up what the
 * mesh, the namespace and the workload say, so an issuer that a wider scope has is not repeated.
 */
export function* requestAuthentications({ lookup }: Context): Generator<Emitted> {
  if (lookup.mesh.issuers.length === 0) return;
  for (const rules of ruleGroups(lookup)) {
    const { scope } = rules[0]!;
    const asked = issuers(scope, lookup);
    if (asked.size === 0 || !enforceable(scope, lookup)) continue;
    const wider = new Set(widerScopes(scope, lookup).flatMap((each) => [...issuers(each, lookup).keys()]));
    const wanted = [...asked].filter(([name]) => !wider.has(name));
    const spans = [...new Set(wanted.flatMap(([, asking]) => asking))];
    if (isNonEmpty(spans))
      yield lowerScope(
        scope,
        wanted.map(([name]) => lookup.issuers.get(name)!),
        spans,
        lookup,
      );
  }
}

function lowerScope(scope: Scope, wanted: readonly Issuer[], spans: NonEmpty<Span>, lookup: Lookup): Emitted {
  const { namespace, selector } = placement(scope, lookup);
  return {
    manifest: requestAuthentication(
      { name: scopeName(scope, lookup), namespace },
      { ...(selector && { selector }), jwtRules: wanted.map(lowerIssuer) },
    ),
    spans,
  };
}

function lowerIssuer({ issuer, jwks, audiences, fromHeaders, forwardToken }: Issuer): JwtRule {
  return {
    issuer,
    ...(jwks.kind === 'uri' ? { jwksUri: jwks.uri } : { jwks: jwks.jwks }),
    ...(audiences.length > 0 && { audiences }),
    ...(fromHeaders.length > 0 && { fromHeaders }),
    ...(forwardToken && { forwardOriginalToken: true }),
  };
}

function widerScopes(scope: Scope, lookup: Lookup): readonly Scope[] {
  if (scope.kind === 'mesh') return [];
  if (scope.kind === 'namespace') return [{ kind: 'mesh' }];
  return [{ kind: 'mesh' }, { kind: 'namespace', namespace: placement(scope, lookup).namespace }];
}

/** The issuers that the rules of a scope ask for, each with the rules that do. */
function issuers(scope: Scope, lookup: Lookup): ReadonlyMap<string, readonly Span[]> {
  const found = new Map<string, Span[]>();
  for (const rule of lookup.rules.get(scopeKey(scope)) ?? []) {
    for (const name of issuersOf(rule, lookup)) {
      const asking = found.get(name) ?? [];
      asking.push(rule.span);
      found.set(name, asking);
    }
  }
  return found;
}

/** Claims that are asked for without saying whose may be in a token of any issuer. */
function issuersOf({ from, except, when }: AuthorizationRule, { mesh }: Lookup): ReadonlySet<string> {
  const callers =
    from === 'anyone' ? [] : from.flatMap((caller) => (caller.kind === 'all-of' ? caller.callers : [caller]));
  const named = [...callers, ...except].flatMap((caller) =>
    caller.kind === 'request-principal' ? [caller.issuer] : [],
  );
  const anyClaim = when.some(({ kind }) => kind === 'claim') && named.length === 0;
  return new Set(anyClaim ? mesh.issuers.map(({ name }) => name) : named);
}
