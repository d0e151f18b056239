import { sortBy } from '../../../base/order.ts';
import type { OutputDelta } from '../../delta.ts';
import type { WriteOptions } from '../../write.ts';
import { applyPlan } from '../apply.ts';
import { isDiskError, realDisk, timeOf } from '../disk.ts';
import { lock } from '../lock.ts';
import { LOCK, onDisk, placeOf, placeProblem, STAGING } from '../place.ts';
import { type Context, caseProblems, goneTrees, type OutputChange } from '../plan.ts';
import { viewOf } from '../view.ts';
import type { LeftOutput } from './left.ts';
import { changedTree } from './tree.ts';

/** What a target gains, changes and loses, and how it was left. */
export interface TreeChange {
  readonly delta: OutputDelta;
  readonly left: LeftOutput;
}

export interface ChangedOutput {
  /** In order of path. */
  readonly changes: readonly OutputChange[];
  readonly unchanged: number;
  /** How each target is left now. */
  readonly left: readonly LeftOutput[];
}

/**
 * Makes the output folder what writing all of it would make it, knowing only what differs from how it was left. Undefined
 * wherever that cannot be: then all of it has to be written, which says what is in the way, and finishes what the disk did
 * not let be finished here. What is wrong is found before anything is touched.
 */
export async function changeOutput(
  changes: readonly TreeChange[],
  options: WriteOptions,
): Promise<ChangedOutput | undefined> {
  const { disk = realDisk } = options;
  const place = placeOf(options);
  try {
    if (placeProblem(place, disk)) return undefined;
    // Fails if there is no such folder, which would be made for the lock.
    disk.realpathSync(place.folder);
    const taken = await lock(place, disk, { patience: 0 });
    if (!('release' in taken)) return undefined;
    try {
      return changeAll(changes, options, {
        place,
        disk,
        view: viewOf(place, disk),
        guarded: options.allowPrune !== true,
        diagnostics: [],
      });
    } finally {
      taken.release();
    }
  } catch (thrown) {
    if (isDiskError(thrown)) return undefined;
    throw thrown;
  }
}

function changeAll(
  changes: readonly TreeChange[],
  { trees: all }: WriteOptions,
  context: Context,
): ChangedOutput | undefined {
  const { place, disk } = context;
  const names = changes.map(({ delta }) => delta.tree);
  if (!isWhole(names, all, context) || changes.some(({ delta, left }) => delta.tree !== left.tree)) return undefined;
  const begun = timeOf(disk.lstatSync(onDisk(place, LOCK)));
  const trees = [];
  for (const { delta, left } of changes) {
    const tree = changedTree(delta, left, begun, context);
    if (!tree) return undefined;
    trees.push(tree);
  }
  const told = sortBy(
    trees.flatMap((tree) => tree.changes),
    ({ path }) => path,
  );
  const unchanged = trees.reduce((sum, tree) => sum + tree.unchanged, 0);
  const problems = applyPlan({ place, changes: told, unchanged, trees, remains: false }, disk);
  return problems.length > 0 ? undefined : { changes: told, unchanged, left: trees.map(({ left }) => left) };
}

/** Whether these are all the folders that have to be looked at, and nothing of an earlier run is in the way. */
function isWhole(trees: readonly string[], all: readonly string[] | undefined, context: Context): boolean {
  const known = new Set(trees);
  if (caseProblems(trees).length > 0 || context.view.kindOf(STAGING) !== undefined) return false;
  return all === undefined || (all.every((tree) => known.has(tree)) && goneTrees(context, known).length === 0);
}
