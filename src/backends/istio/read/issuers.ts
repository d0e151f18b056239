import type { AcceptedIssuer } from '../../../access/formula.ts';
import { DEFAULT_PLACES, headerPlace, inOrder } from '../../../access/token-place.ts';
import { compareStrings, sortBy, uniqueBy } from '../../../base/order.ts';
import type { JwtRule } from '../../../manifest/kinds/istio-security.ts';
import type { Manifest } from '../../../manifest/manifest.ts';

/** Whose tokens a workload accepts: what its RequestAuthentications say adds up. */
export function acceptedIssuers(manifests: readonly Manifest[]): readonly AcceptedIssuer[] {
  const rules = manifests.flatMap(({ spec }) => (spec as { readonly jwtRules?: readonly JwtRule[] })?.jwtRules ?? []);
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

/** Where a rule says nothing of places, a proxy looks in the usual ones. */
function places({ fromHeaders = [], fromParams = [], fromCookies = [] }: JwtRule): readonly string[] {
  const said = [
    ...fromHeaders.map(headerPlace),
    ...fromParams.map((name) => `?${name}`),
    ...fromCookies.map((name) => `cookie ${name}`),
  ];
  return said.length === 0 ? DEFAULT_PLACES : inOrder(said);
}
