import type { Diagnostic } from '../../diag/diagnostic.ts';
import { INVENTORY } from '../inventory.ts';
import type { OutputFile } from '../output-file.ts';
import { type Disk, isDiskError, realDisk, unless } from './disk.ts';
import { onDisk, type Place, STAGING } from './place.ts';
import type { OutputPlan, TreePlan } from './plan.ts';
import { diskProblem } from './problems.ts';
import { foldersAbove } from './view.ts';

/**
 * Makes the output folder what the plan says, in two steps. First every new text is written to a staging folder inside the
 * output folder: a full disk, a missing permission or Ctrl-C here leaves the old output as it was. Then files are put in
 * place by renaming, so at any moment each is the old one or the new one, whole.
 *
 * What is ours is never forgotten, wherever this is cut off: the inventory lists a file before the file is in place, and
 * until after it is gone; the next run takes it from there. Only inventories are flushed to the disk (fsync), which a loss of
 * power makes a difference for: the rest is derived, compared by content in the next run, and kept in Git.
 */
export function applyPlan(plan: OutputPlan, disk: Disk = realDisk): readonly Diagnostic[] {
  const work: Work = { place: plan.place, disk, made: [] };
  try {
    if (plan.remains) dropStaging(work);
    const trees = plan.trees.filter(hasWork);
    if (trees.length === 0) return [];
    stageAll(trees, work);
    for (const tree of trees) commit(tree, work);
    dropStaging(work);
    return [];
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return [diskProblem(thrown, plan.place)];
  }
}

interface Work {
  readonly place: Place;
  readonly disk: Disk;
  /** Folders that were made for files to come, outermost first. */
  readonly made: string[];
}

function hasWork(tree: TreePlan): boolean {
  return tree.writes.length > 0 || tree.removals.length > 0 || tree.inventory !== undefined;
}

/** Removes what a run left behind; it holds nothing that is not made again. */
function dropStaging({ place, disk }: Work): void {
  disk.rmSync(onDisk(place, STAGING), { recursive: true, force: true });
}

function stageAll(trees: readonly TreePlan[], work: Work): void {
  try {
    for (const tree of trees) stage(tree, work);
  } catch (thrown) {
    if (isDiskError(thrown)) undo(work);
    throw thrown;
  }
}

/** Leaves the output folder as it was; what cannot be undone now, the next run finds. */
function undo(work: Work): void {
  const { place, disk } = work;
  try {
    dropStaging(work);
    for (const folder of work.made.reverse())
      unless(['ENOTEMPTY', 'EEXIST', 'ENOENT'], () => disk.rmdirSync(onDisk(place, folder)));
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
  }
}

function stage(tree: TreePlan, work: Work): void {
  const { disk, place } = work;
  const folders = new Set<string>();
  for (const file of stagedFiles(tree)) {
    for (const folder of foldersAbove(`${STAGING}/${file.path}`)) {
      if (folders.has(folder)) continue;
      disk.mkdirSync(onDisk(place, folder), { recursive: true });
      folders.add(folder);
    }
    disk.writeFileSync(staged(file, work), file.text);
    if (isListing(file)) flush(staged(file, work), disk);
  }
  if (!tree.fresh) makeFolders(tree, work);
}

function stagedFiles({ writes, interim, inventory, fresh }: TreePlan): OutputFile[] {
  const listings = [fresh ? undefined : interim, inventory === 'remove' ? undefined : inventory];
  return [...writes, ...listings.filter((file) => file !== undefined)];
}

function isListing({ path }: OutputFile): boolean {
  return path.endsWith(`/${INVENTORY}`) || path.endsWith(`/${INVENTORY}.interim`);
}

function staged(file: OutputFile, { place }: Work): string {
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

/** Makes the folders of files to come, while it can still be undone. */
function makeFolders(tree: TreePlan, work: Work): void {
  const { disk, place, made } = work;
  for (const folder of new Set(tree.writes.flatMap((file) => foldersAbove(file.path)))) {
    if (unless(['EEXIST'], () => disk.mkdirSync(onDisk(place, folder)))) made.push(folder);
  }
}

function commit(tree: TreePlan, work: Work): void {
  if (tree.fresh && tree.inventory !== 'remove') putTree(tree.tree, work);
  else changeTree(tree, work);
}

function changeTree({ tree, interim, writes, removals, inventory }: TreePlan, work: Work): void {
  if (interim) put(interim, `${tree}/${INVENTORY}`, work);
  for (const file of writes) put(file, file.path, work);
  for (const path of removals) remove(path, work);
  if (inventory === 'remove') remove(`${tree}/${INVENTORY}`, work, true);
  else if (inventory) put(inventory, inventory.path, work);
}

function putTree(tree: string, { disk, place }: Work): void {
  unless(['ENOENT'], () => disk.rmdirSync(onDisk(place, tree)));
  disk.renameSync(onDisk(place, `${STAGING}/${tree}`), onDisk(place, tree));
}

function put(file: OutputFile, path: string, work: Work): void {
  work.disk.renameSync(staged(file, work), onDisk(work.place, path));
}

/** Removes a file, and the folders that it leaves empty; the folder of the inventory only with it. */
function remove(path: string, { disk, place }: Work, outermost = false): void {
  unless(['ENOENT'], () => disk.unlinkSync(onDisk(place, path)));
  const folders = foldersAbove(path).slice(outermost ? 0 : 1);
  for (const folder of folders.reverse()) {
    if (!unless(['ENOTEMPTY', 'EEXIST', 'ENOENT'], () => disk.rmdirSync(onDisk(place, folder)))) return;
  }
}
