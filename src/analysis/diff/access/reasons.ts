import { type AccessSet, formulaToSet, intersect, isEmpty } from '../../../access/access-set.ts';
import { RANK } from '../../../access/dimensions.ts';
import { isRefusal } from '../../../access/refusal.ts';
import { spaceOf } from '../../../access/space.ts';
import type { Guardrail } from '../../../model/guardrail.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { wantedOf } from '../../guardrails.ts';
import type { RiskReason, RowCaller } from '../change.ts';
import { type Region, regionFormula } from './region.ts';

/** Where a region is, for what makes it risky. */
export interface Place {
  /** `service bookinfo/reviews`. */
  readonly key: string;
  readonly callers: readonly RowCaller[];
  /** Of either side. */
  readonly model: Lookup | undefined;
  /** That of head. */
  readonly guardrails: readonly Guardrail[];
}

/** Why a reviewer should look twice. */
export function reasonsOf(region: Region, place: Place): ReadonlySet<RiskReason> {
  const { key, callers } = place;
  const reasons = new Set<RiskReason>();
  const fromOutside = key.startsWith('gateway ') || callers.some(({ kind }) => kind === 'outside');
  if (fromOutside) reasons.add('outside');
  else {
    if (callers.some(({ kind }) => kind === 'anyone' || kind === 'authenticated')) reasons.add('any-identity');
    if (callers.some(({ kind }) => kind === 'anyone' || kind === 'anonymous')) reasons.add('plaintext');
  }
  if (mayWrite(region.set)) reasons.add('write-methods');
  if (isForeign(region, place)) reasons.add('across-trust-domains');
  if (place.guardrails.some((guardrail) => isNear(guardrail, region, place))) reasons.add('guardrail-near');
  return reasons;
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Whether some of it is not only read; bytes may be anything. */
function mayWrite({ node, space: { store } }: AccessSet): boolean {
  const { diagrams, algebras } = store;
  const writes = diagrams.where(RANK.method, algebras.method.complement(algebras.method.only(SAFE)));
  return !isEmpty({ node: diagrams.intersect(node, writes), space: { store } as AccessSet['space'] });
}

/** Whether some caller that is named is of another trust domain than the mesh. */
function isForeign({ who }: Region, { model }: Place): boolean {
  if (!model || !who.identities) return false;
  const own = [model.mesh.trustDomain, ...model.mesh.trustDomainAliases];
  return who.identities.any.some(({ match }) => {
    if (match.kind !== 'exact' && match.kind !== 'prefix') return false;
    const [trustDomain = ''] = match.value.split('/');
    return !own.includes(trustDomain);
  });
}

/**
 * A row is near a guardrail at the same destination when one condition less would bring it there: it has the requests that the
 * guardrail names, from others than those it names; or it is of the callers that the guardrail names, with other requests.
 */
function isNear({ from, to, requests }: Guardrail, region: Region, { key, model }: Place): boolean {
  if (!model || !to.some((service) => `service ${service}` === key)) return false;
  const names = [
    ...(requests === 'any' ? [] : [wantedOf('anyone', requests, model)]),
    ...(from === 'anyone' ? [] : [wantedOf(from, 'any', model)]),
  ];
  const said = regionFormula(region);
  return names.some((asked) => {
    const space = spaceOf([], region.set.space.store, [said, asked]);
    const [one, other] = [formulaToSet(said, space), formulaToSet(asked, space)];
    return isRefusal(one) || isRefusal(other) || !isEmpty(intersect(one, other));
  });
}
