import { hash } from 'node:crypto';
import { sortedStrings } from '../../../base/order.ts';
import { INVENTORY } from '../../inventory.ts';
import { KUSTOMIZATION } from '../../kustomization.ts';
import { GITOPS_TREE, type OutputFile, treeOf } from '../../output-file.ts';
import { SYNC_STAGES, syncRank } from '../../sync-order.ts';
import type { Written } from '../../write.ts';
import { hasWork } from '../apply.ts';
import { type Disk, isDiskError, realDisk } from '../disk.ts';
import { onDisk, type PlaceOptions, placeOf } from '../place.ts';
import { parentsOf } from '../view.ts';
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
  readonly made?: MadeWhole;
}

/**
 * A target's folder that was put in place whole. Its files are not looked at one by one, which takes time where there was much to
 * do already: in a folder to which none came and from which none went, those that were last changed while all were written are
 * what was written.
 */
export interface MadeWhole {
  readonly from: number;
  readonly to: number;
  /** Of the folders in it, in the order in which the inventory comes to them. */
  readonly folders: Stamps;
}

/**
 * Takes down how the files of a target are on disk, after they were written or found right. Undefined for what cannot be changed
 * in part: a target that has more than manifests, or none. `earlier` is what was taken down before, which is as good where
 * nothing had to be written.
 */
export function leftOutput(
  files: readonly OutputFile[],
  written: Written,
  options: PlaceOptions & { readonly disk?: Disk },
  earlier?: LeftOutput,
): LeftOutput | undefined {
  const inventory = files.at(-1);
  const tree = inventory && treeOf(inventory.path);
  const plan = written.trees.find((one) => one.tree === tree);
  if (!inventory || !tree || !plan || !isOfManifests(tree, files) || !isPlain(inventory.text)) return undefined;
  const { sha256 } = inventory;
  if (!hasWork(plan) && earlier?.tree === tree && earlier.inventory === sha256) return earlier;
  const listed = sortedStrings(files.slice(0, -1).map(({ path }) => path));
  const stamping = stampingOn(options);
  const base = { tree, inventory: sha256, stages: stagesOf(files) };
  try {
    if (!plan.fresh) return { ...base, stamps: stamping(listed, written.begun) };
    if (written.staged === undefined) return undefined;
    const folders = stamping(foldersIn(tree, listed), written.staged);
    const made = { from: written.begun, to: written.staged, folders };
    return { ...base, stamps: blankStamps(listed.length), made };
  } catch (thrown) {
    if (isDiskError(thrown)) return undefined;
    throw thrown;
  }
}

/** Whether the list of a target's files is the one that was left. What it lists is looked at when it is changed. */
export function listsTheSame(
  { tree, inventory }: LeftOutput,
  { disk = realDisk, ...options }: PlaceOptions & { readonly disk?: Disk },
): boolean {
  try {
    return hash('sha256', disk.readFileSync(onDisk(placeOf(options), `${tree}/${INVENTORY}`))) === inventory;
  } catch (thrown) {
    if (isDiskError(thrown)) return false;
    throw thrown;
  }
}

/** The folders in a target's that files lie in, in the order of these. */
function foldersIn(tree: string, paths: readonly string[]): readonly string[] {
  return [...parentsOf(paths)].filter((folder) => folder !== tree);
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

type Stamping = (paths: readonly string[], moment: number) => Stamps;

function stampingOn({ disk = realDisk, ...options }: PlaceOptions & { readonly disk?: Disk }): Stamping {
  const place = placeOf(options);
  return (paths, moment) => {
    const stamps = blankStamps(paths.length);
    for (const [row, path] of paths.entries()) {
      const stats = disk.lstatSync(onDisk(place, path), QUIET);
      if (stats) stamp(stamps, row, stats, moment);
    }
    return stamps;
  };
}

const QUIET = { throwIfNoEntry: false } as const;
