import type { JsonObject } from '../../../base/json.ts';
import type { NonEmpty } from '../../../base/nonempty.ts';
import type { ClaimMatch, RequestPrincipal } from '../../../model/authorization.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { StringMatch } from '../../../model/match.ts';
import { principals } from './logic.ts';
import { stringMatcher } from './strings.ts';

/** Where the filter that validates tokens leaves what they say. */
export const JWT_FILTER = 'envoy.filters.http.jwt_authn';
export const PAYLOAD = 'payload';

/** The bearer of a token: only what the filter accepted is there to be matched. */
export function requestPrincipal(caller: RequestPrincipal, { issuers }: Lookup): JsonObject {
  const { subject, audiences, presenter, claims } = caller;
  const issuer = issuers.get(caller.issuer)!.issuer;
  return principals.and([
    payload(['iss'], { string_match: { exact: issuer } }),
    ...(subject ? [payload(['sub'], text(subject))] : []),
    ...(audiences ? [inClaim(['aud'], audiences)] : []),
    ...(presenter ? [payload(['azp'], anyOf(presenter.map(text)))] : []),
    ...claims.map(claim),
  ]);
}

/** A claim that has one of the values, or, negated, none of them: an absent one, or one of no token, has none. */
export function claim({ path, values, negated }: ClaimMatch): JsonObject {
  const held = inClaim(path, values);
  return negated ? principals.not(held) : held;
}

/** A string that fits, or a list with one: Envoy tells them apart. */
function inClaim(path: NonEmpty<string>, values: NonEmpty<StringMatch>): JsonObject {
  const any = anyOf(values.map(text));
  return payload(path, { or_match: { value_matchers: [{ list_match: { one_of: any } }, any] } });
}

function text(match: StringMatch): JsonObject {
  return { string_match: stringMatcher(match) };
}

function anyOf(matchers: readonly JsonObject[]): JsonObject {
  return matchers.length === 1 ? matchers[0]! : { or_match: { value_matchers: matchers } };
}

function payload(names: readonly string[], value: JsonObject): JsonObject {
  const path = [PAYLOAD, ...names].map((key) => ({ key }));
  return { sourced_metadata: { metadata_matcher: { filter: JWT_FILTER, path, value } } };
}
