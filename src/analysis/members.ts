import type { Target } from '../access/decide.ts';
import { callerCovers } from '../access/rule-covers.ts';
import type { Identity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Who } from './matrix.ts';
import type { Party } from './parties.ts';

/** Whether an identity is one of those that a caller of a rule stands for. */
export function includes({ group }: Who, identity: Identity, { mesh }: Lookup): boolean {
  if (group === undefined) return false;
  return group === 'anyone' || callerCovers(group, { kind: 'workload', identity, of: undefined }, mesh);
}

/** Whether what a caller of a rule may do, the one that was asked about may do too. */
export function standsFor(who: Who, party: Party, lookup: Lookup): boolean {
  switch (party.kind) {
    case 'outside':
      return who.kind === 'outside';
    case 'anonymous':
      return who.group === 'anyone' || who.kind === 'address';
    case 'workload':
      return isTarget(who, party.target) || includes(who, party.identity, lookup);
    case 'identity':
      return includes(who, party.identity, lookup) || (who.target !== undefined && who.name === party.name);
  }
}

function isTarget({ target }: Who, other: Target): boolean {
  return target !== undefined && JSON.stringify(target) === JSON.stringify(other);
}
