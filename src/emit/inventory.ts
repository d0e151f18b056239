import { sortBy } from '../base/order.ts';
import type { OutputFile } from './output-file.ts';

/**
 * What meshwright owns in a folder of the output: it may change and remove these files, and no others. It says nothing of
 * when and by which version it was made, so it changes only with what it lists.
 */
export const INVENTORY = 'inventory.json';

/** The form of the inventory; a later form gets a higher number. */
const FORM = 1;

/** A file that is listed, with the digest of what was written, or of nothing that could be read. */
export type Owned = ReadonlyMap<string, string>;

/** Prints the inventory of a folder. Paths are relative to the folder; the inventory does not list itself. */
export function printInventory(tree: string, files: readonly OutputFile[]): string {
  const lines = sortBy(files, ({ path }) => path).map(({ path, sha256 }) =>
    ownedLine(path.slice(tree.length + 1), sha256),
  );
  return printLines(tree, lines);
}

/** A file a line, in order of path. */
export function printOwned(tree: string, owned: Iterable<readonly [string, string]>): string {
  const lines = sortBy([...owned], ([path]) => path).map(([path, sha256]) => ownedLine(path, sha256));
  return printLines(tree, lines);
}

function printLines(tree: string, lines: readonly string[]): string {
  const head = `{\n  "version": ${FORM},\n  "target": ${JSON.stringify(tree)},\n  "files": {`;
  return lines.length === 0 ? `${head}}\n}\n` : `${head}\n${lines.join(',\n')}\n  }\n}\n`;
}

export function ownedLine(path: string, sha256: string): string {
  return `    ${quoted(path)}: "${sha256}"`;
}

/** Most paths need no escape, and are spared the work of looking for what would. */
function quoted(path: string): string {
  return /^[\w./-]*$/.test(path) ? `"${path}"` : JSON.stringify(path);
}

export type ReadInventory =
  /** `target` is the name of the folder when it was written. */
  | { readonly kind: 'inventory'; readonly target?: string; readonly owned: Owned }
  | { readonly kind: 'refused'; readonly why: string };

const VERSION_LINE = /^ {2}"version": (\d+),?$/m;
const TARGET_LINE = /^ {2}"target": ("(?:[^"\\]|\\.)*"),?$/m;
const FILE_LINE = /^ {4}("(?:[^"\\]|\\.)*"): "([0-9a-f]{64})",?$/gm;

/**
 * Reads an inventory line by line rather than as JSON: one with the marks of a merge conflict in it still tells what is
 * ours, which is what either side listed. Paths that lead out of the folder are no paths of ours, so nothing is read.
 */
export function readInventory(text: string): ReadInventory {
  const version = VERSION_LINE.exec(text)?.[1];
  if (version === undefined) return { kind: 'refused', why: 'it is no inventory of meshwright' };
  if (Number(version) !== FORM)
    return { kind: 'refused', why: `it is of version ${version}, which a later meshwright wrote` };
  const owned = new Map<string, string>();
  for (const [, written, sha256] of text.matchAll(FILE_LINE)) {
    const path = readPath(written!);
    if (path === undefined) return { kind: 'refused', why: `it lists ${written}, which is no path inside its folder` };
    owned.set(path, sha256!);
  }
  const target = parsedString(TARGET_LINE.exec(text)?.[1] ?? '');
  return { kind: 'inventory', ...(target && { target }), owned };
}

function readPath(written: string): string | undefined {
  const path = parsedString(written);
  return path !== undefined && isInside(path) && path !== INVENTORY ? path : undefined;
}

function parsedString(written: string): string | undefined {
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}

/** Neither absolute nor upwards, and nothing that a platform reads otherwise. */
export function isInside(path: string): boolean {
  if (/[\\\0:]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
