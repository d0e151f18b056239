import type { Diagnostic } from '../../diag/diagnostic.ts';
import { INVENTORY } from '../inventory.ts';
import type { OutputFile } from '../output-file.ts';
import { type Disk, isDiskError, realDisk, timeOf, unless } from './disk.ts';
import { onDisk, type Place, STAGING } from './place.ts';
import type { OutputPlan, TreePlan } from './plan.ts';
import { diskProblem } from './problems.ts';
import { foldersAbove, foldersOf, isRightIn } from './view.ts';

/**
 * Makes the output folder what the plan says, in two steps. First every new text is written to a staging folder inside the
 * output folder: a full disk, a missing permission or Ctrl-C here leaves the old output as it was. Then files are put in
 * place by renaming, so at any moment each is the old one or the new one, whole.
 *
 * What is ours is never forgotten, wherever this is cut off: the inventory lists a file before the file is in place, and
 * until after it is gone; the next run takes it from there. Only inventories are flushed to the disk (fsync), which a loss of
 * power makes a difference for: the rest is derived, compared by content in the next run, and kept in Git.
 *
 * `staged` is told the time of the file system when all of the new folders was written, and nothing was in place yet.
 */
export function applyPlan(
  plan: OutputPlan,
  disk: Disk = realDisk,
  staged?: (time: number) => void,
): readonly Diagnostic[] {
  const work: Work = { place: plan.place, disk, made: [], staging: [] };
  try {
    if (plan.remains) dropStaging(work);
    const trees = plan.trees.filter(hasWork);
    if (trees.length === 0) return [];
    for (const tree of trees) stage(tree, work);
    const last = trees.findLast(isPutWhole);
    if (last && staged) staged(stagedAt(last, work));
    for (const tree of trees) commit(tree, work);
    dropEmptyStaging(work);
    return [];
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    undo(work);
    return [diskProblem(thrown, plan.place)];
  }
}

interface Work {
  readonly place: Place;
  readonly disk: Disk;
  /** Folders that were made for files to come, outermost first. */
  readonly made: string[];
  /** The same in the staging folder, without those that are moved to their place. */
  readonly staging: string[];
}

export function hasWork(tree: TreePlan): boolean {
  return tree.writes.length > 0 || tree.removals.length > 0 || tree.inventory !== undefined;
}

/** Removes what a run left behind; it holds nothing that is not made again. */
function dropStaging({ place, disk }: Work): void {
  disk.rmSync(onDisk(place, STAGING), { recursive: true, force: true });
}

/** Once everything is in place, only folders are left. Node loads a good deal before it removes more than those. */
function dropEmptyStaging(work: Work): void {
  for (const folder of work.staging.reverse()) removeIfEmpty(folder, work);
  if (work.disk.readdirSync(work.place.folder).includes(STAGING)) dropStaging(work);
}

/** Takes back what is not in place yet; what cannot be taken back now, the next run finds. */
function undo(work: Work): void {
  try {
    dropStaging(work);
    for (const folder of work.made.reverse()) removeIfEmpty(folder, work);
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
  }
}

function stage(tree: TreePlan, work: Work): void {
  const folders = new Set<string>();
  let last: string | undefined;
  for (const file of stagedFiles(tree)) {
    if (last === undefined || !isRightIn(file.path, last)) {
      last = file.path.slice(0, file.path.lastIndexOf('/'));
      makeStaging(last, folders, tree, work);
    }
    writeStaged(file, work);
  }
}

/** Makes the folder for what is going to be in another, with those that it lies in. */
function makeStaging(parent: string, folders: Set<string>, { fresh }: TreePlan, work: Work): void {
  for (const folder of foldersAbove(`${STAGING}/${parent}/`)) {
    if (folders.has(folder)) continue;
    work.disk.mkdirSync(onDisk(work.place, folder), { recursive: true });
    folders.add(folder);
    if (folder === STAGING || !fresh) work.staging.push(folder);
  }
}

function writeStaged(file: OutputFile, work: Work): void {
  const path = stagedPath(file, work);
  try {
    work.disk.writeFileSync(path, file.text);
    if (isListing(file)) flush(path, work.disk);
  } catch (thrown) {
    // What fails on an open file does not say which one.
    throw isDiskError(thrown) ? Object.assign(thrown, { path }) : thrown;
  }
}

function stagedAt(tree: TreePlan, work: Work): number {
  const path = stagedPath(stagedFiles(tree).at(-1)!, work);
  return timeOf(work.disk.lstatSync(path));
}

function stagedFiles({ writes, interim, inventory, fresh }: TreePlan): OutputFile[] {
  const listings = [fresh ? undefined : interim, inventory === 'remove' ? undefined : inventory];
  return writes.concat(listings.filter((file) => file !== undefined));
}

function isListing({ path, emitted }: OutputFile): boolean {
  return emitted === undefined && (path.endsWith(`/${INVENTORY}`) || path.endsWith(`/${INVENTORY}.interim`));
}

function stagedPath(file: OutputFile, { place }: Work): string {
  return onDisk(place, `${STAGING}/${file.path}`);
}

function flush(path: string, disk: Disk): void {
  const open = disk.openSync(path, 'r');
  try {
    disk.fsyncSync(open);
  } finally {
    disk.closeSync(open);
  }
}

/** Makes the folders of files to come; the inventory lists these by now. */
function makeFolders(tree: TreePlan, work: Work): void {
  const { disk, place, made } = work;
  for (const folder of foldersOf(tree.writes.map(({ path }) => path))) {
    if (unless(['EEXIST'], () => disk.mkdirSync(onDisk(place, folder)))) made.push(folder);
  }
}

function isPutWhole({ fresh, inventory }: TreePlan): boolean {
  return fresh && inventory !== 'remove';
}

function commit(tree: TreePlan, work: Work): void {
  if (isPutWhole(tree)) putTree(tree.tree, work);
  else changeTree(tree, work);
}

function changeTree(plan: TreePlan, work: Work): void {
  const { tree, interim, writes, removals, emptied, inventory } = plan;
  if (interim) put(interim, `${tree}/${INVENTORY}`, work);
  makeFolders(plan, work);
  for (const file of writes) put(file, file.path, work);
  for (const path of removals) unless(['ENOENT'], () => work.disk.unlinkSync(onDisk(work.place, path)));
  for (const folder of emptied) removeIfEmpty(folder, work);
  if (inventory === 'remove') removeInventory(tree, work);
  else if (inventory) put(inventory, inventory.path, work);
}

function putTree(tree: string, { disk, place }: Work): void {
  unless(['ENOENT'], () => disk.rmdirSync(onDisk(place, tree)));
  disk.renameSync(onDisk(place, `${STAGING}/${tree}`), onDisk(place, tree));
}

function put(file: OutputFile, path: string, work: Work): void {
  work.disk.renameSync(stagedPath(file, work), onDisk(work.place, path));
}

/** With the folder that it is in, if nothing else is: moved away at once, so that no empty folder can be left. */
function removeInventory(tree: string, { disk, place }: Work): void {
  const folder = onDisk(place, tree);
  if (disk.readdirSync(folder).length > 1) {
    disk.unlinkSync(`${folder}/${INVENTORY}`);
    return;
  }
  disk.mkdirSync(onDisk(place, STAGING), { recursive: true });
  disk.renameSync(folder, onDisk(place, `${STAGING}/${tree}`));
}

function removeIfEmpty(folder: string, { disk, place }: Work): void {
  unless(['ENOTEMPTY', 'EEXIST', 'ENOENT'], () => disk.rmdirSync(onDisk(place, folder)));
}
