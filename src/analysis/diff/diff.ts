import { createStore } from '../../access/store.ts';
import { groupBy } from '../../base/order.ts';
import { differ } from './access/difference.ts';
import { directChanges } from './access/direct.ts';
import type { At } from './access/told.ts';
import type { AccessDiff, Undecided } from './change.ts';
import { changesOf } from './changes/index.ts';
import { findingOf } from './finding.ts';
import { rowsOf } from './merge.ts';
import { withOutside } from './outside/compose.ts';
import type { Meaning, TargetPair } from './side.ts';
import { namesOf } from './words/names.ts';

export { type Meaning, meaningOf, type TargetPair } from './side.ts';

/** What changes from base to head in every target: who may newly do what, and what changes beside. */
export function accessDiff(pairs: readonly TargetPair[]): AccessDiff {
  const sides = pairs.flatMap(({ base, head }) => [base, head]).filter((one): one is Meaning => one !== undefined);
  const names = namesOf(
    sides.flatMap(({ model }) => (model ? [model] : [])),
    sides.flatMap(({ destinations }) => destinations),
  );
  const targets = pairs.map(({ target }) => target);
  const store = createStore();
  const { told, undecided } = directChanges(pairs, names, differ(store));
  const byTarget = groupBy(told, ({ at }) => at.pair);
  const findings = pairs
    .flatMap((pair) => withOutside(byTarget.get(pair) ?? [], pair, names, store))
    .map((one) => findingOf(one, names));
  return {
    targets,
    access: rowsOf(findings, targets),
    changes: changesOf(pairs, names),
    undecided: undecidedOf(undecided),
  };
}

function undecidedOf(places: readonly At[]): readonly Undecided[] {
  const same = groupBy(places, ({ destination: { key, port } }) => `${key} ${port}`);
  return Array.from(same.values(), (group) => ({
    destination: group[0]!.destination,
    targets: [...new Set(group.map(({ pair }) => pair.target))],
  }));
}
