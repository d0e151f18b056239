import { hash } from 'node:crypto';
import { compareStrings, groupBy, sortBy } from '../../base/order.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import { INVENTORY, type Owned, printOwned, readInventory } from '../inventory.ts';
import { GITOPS_TREE, type OutputFile, outputFile, treeOf } from '../output-file.ts';
import { type Disk, isDiskError, realDisk } from './disk.ts';
import { onDisk, type Place, type PlaceOptions, placeOf, placeProblem, STAGING, shown } from './place.ts';
import {
  diskProblem,
  fileBlocked,
  folderBlocked,
  foreignFile,
  inventoryRefused,
  treesDifferInCase,
} from './problems.ts';
import { pruneProblems } from './prune-guard.ts';
import { type EntryKind, foldersOf, type View, viewOf } from './view.ts';

export interface OutputOptions extends PlaceOptions {
  /** Every folder that the output should have, when all targets are compiled: others that meshwright owns are removed. */
  readonly trees?: readonly string[];
  /** Folders that may lose as much as they will, because someone said that this is meant. */
  readonly allowPrune?: boolean | undefined;
  readonly disk?: Disk;
}

export interface OutputChange {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** The file on disk is not what meshwright wrote last: someone edited it by hand. */
  readonly edited?: true;
}

/** What has to be done so that the output folder holds just what it should. */
export interface OutputPlan {
  readonly place: Place;
  /** In order of path. An inventory is among them only if nothing else in its folder changes. */
  readonly changes: readonly OutputChange[];
  readonly unchanged: number;
  readonly trees: readonly TreePlan[];
  /** A run that was cut off left something behind. */
  readonly remains: boolean;
}

export interface TreePlan {
  readonly tree: string;
  /** There is no such folder yet, or it is empty: it can be made elsewhere and put in place at once. */
  readonly fresh: boolean;
  readonly writes: readonly OutputFile[];
  /** Relative to the output folder, as what follows. */
  readonly removals: readonly string[];
  /** Folders that held what is no longer made, innermost first: they go if nothing else is in them. */
  readonly emptied: readonly string[];
  /** Lists what is ours before and after, for as long as both may be found. */
  readonly interim?: OutputFile;
  /** Absent if it is right as it is. */
  readonly inventory?: OutputFile | 'remove';
}

interface Planned extends TreePlan {
  readonly changes: readonly OutputChange[];
  readonly unchanged: number;
}

/** Compares files with the disk. Nothing is written, and nothing is to be written if anything is wrong. */
export function planOutput(files: readonly OutputFile[], options: OutputOptions): Report<OutputPlan | undefined> {
  const disk = options.disk ?? realDisk;
  const place = placeOf(options);
  try {
    const problem = placeProblem(place, disk);
    if (problem) return { result: undefined, diagnostics: [problem] };
    const guarded = options.allowPrune !== true;
    return plan(files, { place, disk, view: viewOf(place, disk), guarded, diagnostics: [] }, options.trees);
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return { result: undefined, diagnostics: [diskProblem(thrown, place)] };
  }
}

export interface Context {
  readonly place: Place;
  readonly disk: Disk;
  readonly view: View;
  readonly guarded: boolean;
  readonly diagnostics: Diagnostic[];
}

function plan(
  files: readonly OutputFile[],
  context: Context,
  all: readonly string[] | undefined,
): Report<OutputPlan | undefined> {
  const { place, view, diagnostics } = context;
  const wanted = groupBy(files, (file) => treeOf(file.path));
  diagnostics.push(...caseProblems([...wanted.keys()]));
  const planned = [
    ...[...wanted].flatMap(([tree, ofTree]) => planTree(tree, ofTree, context) ?? []),
    ...(all === undefined ? [] : goneTrees(context, new Set([...all, ...wanted.keys()]))),
  ];
  if (diagnostics.length > 0) return { result: undefined, diagnostics };
  const result: OutputPlan = {
    place,
    changes: sortBy(
      planned.flatMap((tree) => tree.changes),
      (change) => change.path,
    ),
    unchanged: planned.reduce((sum, tree) => sum + tree.unchanged, 0),
    trees: planned,
    remains: view.kindOf(STAGING) !== undefined,
  };
  return { result, diagnostics };
}

export function caseProblems(trees: readonly string[]): Diagnostic[] {
  const sharing = groupBy(trees, (tree) => tree.toLowerCase());
  return [...sharing.values()].flatMap(([a, b]) =>
    a !== undefined && b !== undefined ? [treesDifferInCase(a, b)] : [],
  );
}

/**
 * Folders that are meshwright's by their inventory, and that nothing is compiled to any more. Whatever syncs a folder deletes
 * nothing when it is not there at all, so this is not guarded.
 */
export function goneTrees(context: Context, kept: ReadonlySet<string>): Planned[] {
  const { view } = context;
  const trees = [...view.list('').keys()].filter((name) => !kept.has(name) && name !== STAGING).sort(compareStrings);
  return trees.flatMap((tree): Planned[] => {
    if (view.kindOf(`${tree}/${INVENTORY}`) !== 'file') return [];
    const read = readInventory(textOf(`${tree}/${INVENTORY}`, context));
    if (read.kind === 'refused') return [];
    const gone = goneFiles(tree, read.owned, []);
    const changes = removed(gone, context);
    return [{ tree, fresh: false, writes: [], ...removing(gone, view), inventory: 'remove', changes, unchanged: 0 }];
  });
}

function planTree(tree: string, files: readonly OutputFile[], context: Context): Planned | undefined {
  const { view, diagnostics } = context;
  const before = diagnostics.length;
  diagnostics.push(...blockedFolders(files, context));
  const owned = ownedOf(tree, context);
  if (!owned || diagnostics.length > before) return undefined;
  guard(tree, owned, files, context);
  const judged = judgeAll(files, owned, context);
  const gone = goneFiles(tree, owned, files);
  const changes = judged.changes.concat(removed(gone, context));
  return {
    tree,
    fresh: view.list(tree).size === 0,
    writes: judged.writes,
    ...removing(gone, view),
    ...plannedInventory(tree, files, owned, changes, context),
    unchanged: judged.unchanged,
  };
}

/** What makes a cluster sync deletes nothing when it goes itself: that is not guarded. */
function guard(tree: string, owned: Owned, files: readonly OutputFile[], context: Context): void {
  if (!context.guarded || tree === GITOPS_TREE || owned.size === 0) return;
  const after = new Set(files.map((file) => file.path.slice(tree.length + 1)));
  context.diagnostics.push(...pruneProblems(shown(context.place, tree), owned.keys(), after));
}

function isInventory({ path, emitted }: OutputFile): boolean {
  return emitted === undefined && path === `${treeOf(path)}/${INVENTORY}`;
}

/** Folders that cannot be made or entered, because something else stands there. Nothing is written through a link. */
function blockedFolders(files: readonly OutputFile[], { view, place }: Context): Diagnostic[] {
  return foldersOf(files.map(({ path }) => path)).flatMap((folder) => {
    const kind = view.kindOf(folder);
    return kind === undefined || kind === 'folder' ? [] : [folderBlocked(kind, shown(place, folder))];
  });
}

const NONE: Owned = new Map();

/** What is ours in a folder, as its inventory says; undefined if there is one that cannot be used. */
function ownedOf(tree: string, context: Context): Owned | undefined {
  const path = `${tree}/${INVENTORY}`;
  const kind = context.view.kindOf(path);
  if (kind === undefined) return NONE;
  if (kind !== 'file') {
    context.diagnostics.push(fileBlocked(kind, shown(context.place, path)));
    return undefined;
  }
  const read = readInventory(textOf(path, context));
  if (read.kind === 'inventory') return read.owned;
  context.diagnostics.push(inventoryRefused(shown(context.place, path), read.why));
  return undefined;
}

interface Judged {
  readonly writes: OutputFile[];
  readonly changes: OutputChange[];
  unchanged: number;
}

function judgeAll(files: readonly OutputFile[], owned: Owned, context: Context): Judged {
  const judged: Judged = { writes: [], changes: [], unchanged: 0 };
  for (const file of files) {
    if (isInventory(file)) continue;
    const change = judge(file, owned, context);
    if (change === undefined) judged.unchanged++;
    else {
      judged.writes.push(file);
      judged.changes.push(change);
    }
  }
  return judged;
}

/** Compares a file with what stands in its place, and tells how it is to change; reports what is not ours to change. */
function judge({ path, text: wanted }: OutputFile, owned: Owned, context: Context): OutputChange | undefined {
  const { place, view, diagnostics } = context;
  const kind = view.kindOf(path);
  if (kind === undefined) return { path: shown(place, path), change: 'added' };
  if (kind !== 'file') {
    diagnostics.push(fileBlocked(kind, shown(place, path)));
    return undefined;
  }
  const text = textOf(path, context);
  if (text === wanted) return undefined;
  const last = owned.get(path.slice(treeOf(path).length + 1));
  if (last !== undefined)
    return { path: shown(place, path), change: 'changed', ...(hash('sha256', text) !== last && { edited: true }) };
  diagnostics.push(foreignFile(shown(place, path)));
  return undefined;
}

/** What is ours and no longer made, whether or not it is still there. */
function goneFiles(tree: string, owned: Owned, files: readonly OutputFile[]): string[] {
  if (owned.size === 0) return [];
  const kept = new Set(files.map((file) => file.path));
  return [...owned.keys()]
    .map((path) => `${tree}/${path}`)
    .filter((path) => !kept.has(path))
    .sort(compareStrings);
}

/** What took the place of a file of ours is someone else's, and stays. */
export function removing(gone: readonly string[], view: View): Pick<TreePlan, 'removals' | 'emptied'> {
  const folders = foldersOf(gone).filter((folder) => folder.includes('/'));
  return {
    removals: gone.filter((path) => view.kindOf(path) === 'file'),
    emptied: folders.filter((folder) => view.kindOf(folder) === 'folder').sort((a, b) => b.length - a.length),
  };
}

function removed(gone: readonly string[], { view, place }: Context): OutputChange[] {
  return removing(gone, view).removals.map((path) => ({ path: shown(place, path), change: 'removed' }));
}

type PlannedInventory = Pick<Planned, 'interim' | 'inventory' | 'changes'>;

function plannedInventory(
  tree: string,
  files: readonly OutputFile[],
  owned: Owned,
  changes: readonly OutputChange[],
  context: Context,
): PlannedInventory {
  const inventory = files.find(isInventory);
  if (!inventory) return { changes };
  const kind: EntryKind | undefined = context.view.kindOf(inventory.path);
  if (kind === 'file' && textOf(inventory.path, context) === inventory.text) return { changes };
  const change = kind === undefined ? ('added' as const) : ('changed' as const);
  const own: OutputChange = { path: shown(context.place, inventory.path), change };
  // A tree that is new is put in place whole, with the inventory in it.
  const interim = context.view.list(tree).size === 0 ? undefined : interimInventory(tree, files, owned);
  return { inventory, ...(interim && { interim }), changes: changes.length === 0 ? [own] : changes };
}

/** Needed only if there are files that the inventory on disk does not list yet. What was there keeps its digest. */
function interimInventory(tree: string, files: readonly OutputFile[], owned: Owned): OutputFile | undefined {
  const both = new Map(owned);
  for (const file of files) {
    const path = file.path.slice(tree.length + 1);
    if (!isInventory(file) && !both.has(path)) both.set(path, file.sha256);
  }
  if (both.size === owned.size) return undefined;
  return outputFile(`${tree}/${INVENTORY}.interim`, printOwned(tree, both));
}

function textOf(path: string, { place, disk }: Context): string {
  return disk.readFileSync(onDisk(place, path), 'utf8');
}
