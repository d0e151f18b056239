import { sortBy } from '../../../base/order.ts';
import type { OutputDelta } from '../../delta.ts';
import type { OutputFile } from '../../output-file.ts';
import { onDisk } from '../place.ts';
import type { Context } from '../plan.ts';
import { foldersAbove } from '../view.ts';
import { type Lines, rowFrom, rowOf } from './lines.ts';
import { digestAt } from './listing.ts';

/** Where the inventory of a target lists a file, or would. */
export interface Listed {
  /** Relative to the output folder, as that of the file. */
  readonly path: string;
  /** Relative to the target's folder. */
  readonly name: string;
  readonly row: number;
}

export interface Made extends Listed {
  readonly file: OutputFile;
}

/** A difference by rows of the inventory, each part in order of path. */
export interface Rows {
  readonly added: readonly Made[];
  readonly changed: readonly Made[];
  readonly gone: readonly Listed[];
}

/** Undefined if what would be added is there, or what was there is not. */
export function rowsOf(delta: OutputDelta, inventory: Lines, context: Context): Rows | undefined {
  const { tree, files, added, gone } = delta;
  const paths = [...files.map(({ path }) => path), ...gone];
  if (new Set(paths).size < paths.length || !paths.every((path) => isManifestOf(tree, path))) return undefined;
  const isAdded = new Set(added);
  const rows = sortBy(files, ({ path }) => path).map((file) => ({ file, ...placeIn(inventory, tree, file.path) }));
  const lost = sortBy(gone, (path) => path).map((path) => placeIn(inventory, tree, path));
  const fits = rows.every(({ path, known }) => known !== isAdded.has(path)) && lost.every(({ known }) => known);
  const fresh = rows.filter(({ known }) => !known);
  if (!fits || !fresh.every(({ path }) => isFree(path, context))) return undefined;
  const changed = rows.filter(({ known, row, file }) => known && digestAt(inventory, row) !== file.sha256);
  return { added: fresh, changed, gone: lost };
}

/** What is laid out for a manifest, and nothing that means another thing in a list. */
function isManifestOf(tree: string, path: string): boolean {
  return path.startsWith(`${tree}/`) && MANIFEST.test(path.slice(tree.length + 1));
}

const MANIFEST = /^(?!\.{1,2}\/)[a-z0-9._-]+\/[a-z0-9._-]+\.yaml$/;

function placeIn(inventory: Lines, tree: string, path: string): Listed & { readonly known: boolean } {
  const name = path.slice(tree.length + 1);
  const row = rowOf(inventory, name);
  return { path, name, row: row ?? rowFrom(inventory, name), known: row !== undefined };
}

/** Whether nothing stands where a file goes, and nothing but folders where its folders go. */
function isFree(path: string, { place, disk }: Context): boolean {
  const there = (one: string) => disk.lstatSync(onDisk(place, one), { throwIfNoEntry: false });
  return foldersAbove(path).every((folder) => there(folder)?.isDirectory() ?? true) && there(path) === undefined;
}
