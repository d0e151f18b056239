import type { Dirent } from 'node:fs';
import { type Disk, isDiskError } from './disk.ts';
import { onDisk, type Place } from './place.ts';

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** What stands in the output folder now, looked up once a folder. No symbolic link below it is followed. */
export interface View {
  /** What stands at a path relative to the output folder; nothing if a folder on the way is missing, or is none. */
  readonly kindOf: (path: string) => EntryKind | undefined;
  readonly list: (folder: string) => ReadonlyMap<string, EntryKind>;
}

export function viewOf(place: Place, disk: Disk): View {
  const listings = new Map<string, ReadonlyMap<string, EntryKind>>();
  const list = (folder: string): ReadonlyMap<string, EntryKind> => {
    const known = listings.get(folder);
    if (known) return known;
    const listing = folder === '' || kindOf(folder) === 'folder' ? read(onDisk(place, folder), disk) : NOTHING;
    listings.set(folder, listing);
    return listing;
  };
  // Paths that follow each other are mostly in one folder.
  let last: Folder | undefined;
  const kindOf = (path: string): EntryKind | undefined => {
    if (last !== undefined && isRightIn(path, last.folder)) return kindIn(last, path);
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    last = { folder, listing: list(folder) };
    return kindIn(last, path);
  };
  return { kindOf, list };
}

interface Folder {
  readonly folder: string;
  readonly listing: ReadonlyMap<string, EntryKind>;
}

function kindIn({ folder, listing }: Folder, path: string): EntryKind | undefined {
  return listing.size === 0 ? undefined : listing.get(folder === '' ? path : path.slice(folder.length + 1));
}

const NOTHING: ReadonlyMap<string, EntryKind> = new Map();

function read(folder: string, disk: Disk): ReadonlyMap<string, EntryKind> {
  try {
    return new Map(disk.readdirSync(folder, { withFileTypes: true }).map((entry) => [entry.name, kindOfEntry(entry)]));
  } catch (thrown) {
    if (isDiskError(thrown) && thrown.code === 'ENOENT') return NOTHING;
    throw thrown;
  }
}

function kindOfEntry(entry: Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** The folders that a path lies in, outermost first: `a` and `a/b` for `a/b/c`. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    folders.push(path.slice(0, slash));
  return folders;
}

/** The folders that these paths lie in, each once and after those that it lies in itself: there are many paths in a folder. */
export function foldersOf(paths: Iterable<string>): readonly string[] {
  return [...new Set([...parentsOf(paths)].flatMap((parent) => foldersAbove(`${parent}/`)))];
}

/** The innermost of these, in the order in which the paths come to them. */
export function parentsOf(paths: Iterable<string>): ReadonlySet<string> {
  const parents = new Set<string>();
  let last: string | undefined;
  for (const path of paths) {
    if (last !== undefined && isRightIn(path, last)) continue;
    last = path.slice(0, path.lastIndexOf('/'));
    parents.add(last);
  }
  return parents;
}

/** Whether a path lies in a folder, and in none inside of it: the one before it mostly does, which is soon seen. */
export function isRightIn(path: string, folder: string): boolean {
  return path[folder.length] === '/' && path.startsWith(folder) && !path.includes('/', folder.length + 1);
}
