import { uniqueBy } from '../../base/order.ts';
import { directChanges } from './access/direct.ts';
import type { AccessDiff, Undecided } from './change.ts';
import { changesOf } from './changes/index.ts';
import { rowsOf } from './merge.ts';
import type { Meaning, TargetPair } from './side.ts';
import { namesOf } from './words/names.ts';

export { type Meaning, meaningOf, type TargetPair } from './side.ts';

/** What changes from base to head in every target: who may newly do what, and what changes beside. */
export function accessDiff(pairs: readonly TargetPair[]): AccessDiff {
  const sides = pairs.flatMap(({ base, head }) => [base, head]).filter((one): one is Meaning => one !== undefined);
  const models = sides.flatMap(({ model }) => (model ? [model] : []));
  const names = namesOf(
    models,
    sides.flatMap(({ destinations }) => destinations),
  );
  const targets = pairs.map(({ target }) => target);
  const { findings, undecided } = directChanges(pairs, names);
  return {
    targets,
    access: rowsOf(findings, targets),
    changes: changesOf(pairs, names),
    undecided: together(undecided),
  };
}

function together(found: readonly { readonly target: string; readonly destination: Undecided['destination'] }[]) {
  return uniqueBy(found, ({ destination: { key, port } }) => `${key} ${port}`).map(
    ({ destination }): Undecided => ({
      destination,
      targets: found
        .filter((one) => one.destination.key === destination.key && one.destination.port === destination.port)
        .map(({ target }) => target),
    }),
  );
}
