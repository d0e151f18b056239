import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { textIn } from './source-text.ts';

/** Where policies are read from. Paths are relative to the project root, with `/`. */
export interface SourceTree {
  read(path: string): SourceRead;
  /** The names in a folder; none when it does not exist. */
  list(folder: string): readonly string[];
  /** The text of a file above the root, for a tree that is not the disk: what a tsconfig.json extends may lie there. */
  outside?(path: string): string | undefined;
}

export type SourceRead =
  /** `path` is the file's own path, after symbolic links. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'missing' }
  /** A symbolic link leads out of the project. */
  | { readonly kind: 'outside'; readonly to: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The text of a file; undefined where it cannot be read. */
export function textAt(tree: SourceTree, path: string): string | undefined {
  const read = tree.read(path);
  return read.kind === 'file' ? read.text : undefined;
}

/** The files below a folder on disk, as they are at each read. */
export function diskTree(root: string): SourceTree {
  const realRoot = realpathSync.native(root);
  return {
    read: (path) => readOnDisk(realRoot, join(root, path)),
    list: (folder) => listOnDisk(realRoot, join(root, folder)),
  };
}

/** Reads each file of a tree once, so that all targets of a compile see the same text. */
export function snapshotOf(tree: SourceTree): SourceTree {
  const reads = new Map<string, SourceRead>();
  return {
    read(path) {
      const known = reads.get(path);
      if (known) return known;
      const read = tree.read(path);
      reads.set(path, read);
      return read;
    },
    list: (folder) => tree.list(folder),
    ...(tree.outside && { outside: tree.outside }),
  };
}

/** A tree that tells of everything that is read of it. */
export function watched(tree: SourceTree, seen: (path: string, read: SourceRead) => void): SourceTree {
  return {
    read(path) {
      const read = tree.read(path);
      seen(path, read);
      return read;
    },
    list: (folder) => tree.list(folder),
    ...(tree.outside && { outside: tree.outside }),
  };
}

function readOnDisk(realRoot: string, file: string): SourceRead {
  try {
    // Reading a folder fails with EISDIR; reading first spares the look-ups of what does not exist a realpath.
    const bytes = readFileSync(file);
    const real = realpathSync.native(file);
    const path = inside(realRoot, real);
    if (path === undefined) return { kind: 'outside', to: real };
    const text = textIn(bytes);
    return 'why' in text ? { kind: 'unreadable', why: text.why } : { kind: 'file', path, text: text.text };
  } catch (problem) {
    return notRead(problem);
  }
}

function listOnDisk(realRoot: string, folder: string): readonly string[] {
  try {
    return inside(realRoot, realpathSync.native(folder)) === undefined ? [] : readdirSync(folder);
  } catch {
    return [];
  }
}

/** The path below the root, or nothing when it is not below. */
function inside(realRoot: string, real: string): string | undefined {
  const path = relative(realRoot, real);
  if (path === '..' || path.startsWith(`..${sep}`) || path.startsWith(sep)) return undefined;
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

const MISSING = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

function notRead(problem: unknown): SourceRead {
  const { code, message } = problem as NodeJS.ErrnoException;
  if (code !== undefined && MISSING.has(code)) return { kind: 'missing' };
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'unreadable', why: 'permission denied' };
  if (code === 'ELOOP') return { kind: 'unreadable', why: 'its symbolic links go in a circle' };
  return { kind: 'unreadable', why: message.split('\n')[0] ?? 'unknown reason' };
}
