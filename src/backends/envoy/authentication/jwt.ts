import type { JsonObject } from '../../../base/json.ts';
import type { Issuer } from '../../../model/mesh.ts';
import { extension } from '../any.ts';
import { PAYLOAD } from '../authorization/claims.ts';
import type { Filters } from '../authorization/filters.ts';
import { rulesAt } from '../authorization/rules-at.ts';
import type { Context } from '../context.ts';
import { issuersAt } from './issuers-at.ts';
import { keySet } from './jwks.ts';

/** Tokens are validated where rules ask for them. There may be none, but one that is there has to be good. */
export function jwtFilter(context: Context): Filters {
  const issuers = issuersAt(rulesAt(context.proxy, context.lookup), context.lookup);
  if (issuers.length === 0) return { filters: [], clusters: [] };
  const sets = issuers.map((issuer) => ({ issuer, keys: keySet(issuer, context) }));
  const providers = sets.map(({ issuer, keys }) => [issuer.name, provider(issuer, keys.source)]);
  const config = {
    providers: Object.fromEntries(providers),
    rules: [{ match: { prefix: '/' }, requires: requirement(issuers) }],
    // Browsers send no token with it.
    bypass_cors_preflight: true,
  };
  const message = 'envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication';
  return { filters: [extension('jwt-authn', message, config)], clusters: sets.flatMap(({ keys }) => keys.clusters) };
}

function provider({ issuer, audiences, fromHeaders, forwardToken }: Issuer, keys: JsonObject): JsonObject {
  return {
    issuer,
    ...(audiences.length > 0 && { audiences: [...audiences] }),
    ...(fromHeaders.length > 0 && {
      from_headers: fromHeaders.map(({ name, prefix }) => ({ name, ...(prefix && { value_prefix: prefix }) })),
    }),
    forward: forwardToken,
    payload_in_metadata: PAYLOAD,
    // Scopes are words with blanks between: rules ask for one of them.
    normalize_payload_in_metadata: { space_delimited_claims: ['permission', 'scope'] },
    ...keys,
  };
}

/**
 * With one issuer: a good token of his, or none. With several, `allow_missing` of each would let pass a token of another that is bad: so
 * either one is good, or each finds none or a good one.
 */
function requirement(issuers: readonly Issuer[]): JsonObject {
  const names = issuers.map(({ name }) => ({ provider_name: name }));
  const optional = names.map((name) => any([name, { allow_missing: {} }]));
  return optional.length === 1 ? optional[0]! : any([...names, { requires_all: { requirements: optional } }]);
}

function any(requirements: readonly JsonObject[]): JsonObject {
  return { requires_any: { requirements } };
}
