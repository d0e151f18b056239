import { sortBy } from '../../../base/order.ts';
import { INVENTORY } from '../../inventory.ts';
import { KUSTOMIZATION } from '../../kustomization.ts';
import { GITOPS_TREE, type OutputFile, treeOf } from '../../output-file.ts';
import { SYNC_STAGES, syncRank } from '../../sync-order.ts';
import type { Written } from '../../write.ts';
import { type Disk, isDiskError, realDisk } from '../disk.ts';
import { onDisk, type PlaceOptions, placeOf } from '../place.ts';
import { blankStamps, type Stamps, stamp } from './stamps.ts';

/** How the files of a target were left, for a later compile that changes only some. Plain data that can be serialized. */
export interface LeftOutput {
  readonly tree: string;
  /** The digest of the inventory, which tells those of the others. */
  readonly inventory: string;
  /** How many manifests the kustomization lists of each stage. */
  readonly stages: readonly number[];
  /** Of the files that the inventory lists, in its order. */
  readonly stamps: Stamps;
}

/**
 * Takes down how the files of a target are on disk, after they were written or found right. Undefined for what cannot be changed
 * in part: a target that has more than manifests, or none.
 */
export function leftOutput(
  files: readonly OutputFile[],
  written: Written,
  options: PlaceOptions & { readonly disk?: Disk },
): LeftOutput | undefined {
  const inventory = files.at(-1);
  const tree = inventory && treeOf(inventory.path);
  if (tree === undefined || !isOfManifests(tree, files) || !isPlain(inventory!.text)) return undefined;
  const plan = written.trees.find((one) => one.tree === tree);
  const moment = plan?.fresh ? written.staged : plan && written.begun;
  if (moment === undefined) return undefined;
  const stamps = stampsOf(files.slice(0, -1), moment, options);
  return stamps && { tree, inventory: inventory!.sha256, stages: stagesOf(files), stamps };
}

/** Manifests, a kustomization and an inventory, as a layout has them, and nothing else. */
function isOfManifests(tree: string, files: readonly OutputFile[]): boolean {
  const manifests = files.length - 2;
  return (
    tree !== GITOPS_TREE &&
    manifests > 0 &&
    files[manifests]!.path === `${tree}/${KUSTOMIZATION}` &&
    files[manifests + 1]!.path === `${tree}/${INVENTORY}` &&
    files.every(({ emitted }, i) => i >= manifests || emitted !== undefined)
  );
}

/** Whether every character is a byte, and written as it is. */
function isPlain(inventory: string): boolean {
  return Buffer.byteLength(inventory) === inventory.length && !inventory.includes('\\');
}

function stagesOf(files: readonly OutputFile[]): readonly number[] {
  const stages = SYNC_STAGES.map(() => 0);
  for (const { emitted } of files) if (emitted) stages[syncRank(emitted.manifest)]!++;
  return stages;
}

function stampsOf(
  files: readonly OutputFile[],
  moment: number,
  { disk = realDisk, ...options }: PlaceOptions & { readonly disk?: Disk },
): Stamps | undefined {
  const place = placeOf(options);
  const stamps = blankStamps(files.length);
  try {
    sortBy(files, ({ path }) => path).forEach(({ path }, row) => {
      const stats = disk.lstatSync(onDisk(place, path), QUIET);
      if (stats) stamp(stamps, row, stats, moment);
    });
    return stamps;
  } catch (thrown) {
    if (isDiskError(thrown)) return undefined;
    throw thrown;
  }
}

const QUIET = { throwIfNoEntry: false } as const;
