import type { AcceptedIssuer } from '../../../access/formula.ts';
import { cookiePlace, headerPlace, inOrder, parameterPlace } from '../../../access/token-place.ts';
import { compareStrings, sortBy, uniqueBy } from '../../../base/order.ts';
import type { JwtRule } from '../../../manifest/kinds/istio-security.ts';
import type { Manifest } from '../../../manifest/manifest.ts';

const NONE: readonly AcceptedIssuer[] = [];

/** Whose tokens a workload accepts: what its RequestAuthentications say adds up. */
export function acceptedIssuers(manifests: readonly Manifest[]): readonly AcceptedIssuer[] {
  const rules = manifests.flatMap(({ spec }) => (spec as { readonly jwtRules?: readonly JwtRule[] })?.jwtRules ?? []);
  if (rules.length === 0) return NONE;
  const issuers = rules.map(
    (rule): AcceptedIssuer => ({
      issuer: rule.issuer ?? '',
      audiences: [...(rule.audiences ?? [])].sort(compareStrings),
      places: places(rule),
    }),
  );
  return sortBy(
    uniqueBy(issuers, (one) => JSON.stringify(one)),
    (one) => JSON.stringify(one),
  );
}

const USUAL = [headerPlace({ name: 'Authorization', prefix: 'Bearer ' }), parameterPlace('access_token')];

/** Where a rule says nothing of places, a proxy looks in the usual ones. */
function places({ fromHeaders = [], fromParams = [], fromCookies = [] }: JwtRule): readonly string[] {
  const said = [...fromHeaders.map(headerPlace), ...fromParams.map(parameterPlace), ...fromCookies.map(cookiePlace)];
  return inOrder(said.length === 0 ? USUAL : said);
}
