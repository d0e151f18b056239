import type { AcceptedIssuer } from '../../../access/formula.ts';
import { compareStrings, sortBy, uniqueBy } from '../../../base/order.ts';
import type { JwtRule } from '../../../manifest/kinds/istio-security.ts';
import type { Manifest } from '../../../manifest/manifest.ts';

/** Whose tokens a workload accepts: what its RequestAuthentications say adds up. */
export function acceptedIssuers(manifests: readonly Manifest[]): readonly AcceptedIssuer[] {
  const rules = manifests.flatMap(({ spec }) => (spec as { readonly jwtRules?: readonly JwtRule[] })?.jwtRules ?? []);
  const issuers = rules.map(
    ({ issuer, audiences }): AcceptedIssuer => ({
      issuer: issuer ?? '',
      audiences: [...(audiences ?? [])].sort(compareStrings),
    }),
  );
  return sortBy(
    uniqueBy(issuers, (one) => JSON.stringify(one)),
    (one) => JSON.stringify(one),
  );
}
