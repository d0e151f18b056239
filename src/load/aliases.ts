import { existsSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { Aliases } from './resolve.ts';
import type { SourceTree } from './source-tree.ts';

/** What `paths` of the project's tsconfig.json make of the name of a package. Read only once such a name is imported. */
export function aliasesOf(root: string, tree?: SourceTree): Aliases {
  let match: Promise<Match> | undefined;
  const elsewhere = tree?.outside && tree;
  return async (specifier) => {
    match ??= loadMatch(root, elsewhere);
    return (await match)(specifier);
  };
}

type Match = (specifier: string) => readonly string[];

async function loadMatch(root: string, elsewhere: SourceTree | undefined): Promise<Match> {
  const path = join(root, 'tsconfig.json');
  const exists = elsewhere ? elsewhere.read('tsconfig.json').kind !== 'missing' : existsSync(path);
  if (!exists) return () => [];
  const { createPathsMatcher, parseTsconfig } = await import('get-tsconfig');
  const cache = elsewhere && filesOf(elsewhere, root);
  const match = createPathsMatcher({ path, config: read(() => parseTsconfig(path, cache)) });
  return (specifier) => (match?.(specifier) ?? []).map((file) => posix.normalize(relative(root, file)));
}

/** tsconfig.json, or something that it extends, is not what it should be. */
export class BadTsconfig extends Error {}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (problem) {
    throw new BadTsconfig((problem as Error).message.split('\n')[0]);
  }
}

/**
 * The files of a tree that is not the disk, for get-tsconfig: it asks its cache (`readFileSync:/a/b.json:utf8`) before the disk.
 * Packages are those of the disk.
 */
function filesOf(tree: SourceTree, root: string): Map<string, string> {
  const cache = new Map<string, unknown>();
  const known = cache.get.bind(cache);
  cache.get = (key) => known(key) ?? answer(key, tree, root);
  return cache as Map<string, string>;
}

function answer(key: string, tree: SourceTree, root: string): unknown {
  const [, call = '', path = ''] = /^(\w+):([^:]+)/.exec(key) ?? [];
  if (path.includes('/node_modules/')) return undefined;
  const text = textAt(posix.normalize(relative(root, path)), tree);
  if (text === undefined) return undefined;
  switch (call) {
    case 'existsSync':
      return text !== MISSING;
    case 'readFileSync':
      return text === MISSING ? undefined : text;
    case 'statSync':
      return { isFile: () => text !== MISSING, isDirectory: () => false };
    case 'realpathSync':
      return path;
    default:
      return undefined;
  }
}

const MISSING = Symbol('missing');

/** Undefined for what the tree knows nothing of. */
function textAt(path: string, tree: SourceTree): string | typeof MISSING | undefined {
  if (path.startsWith('../')) return tree.outside?.(path);
  const found = tree.read(path);
  if (found.kind === 'file') return found.text;
  return tree.list(path).length > 0 ? undefined : MISSING;
}
