import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SourceRead, SourceTree } from './source-tree.ts';

/** What an import leads to. */
export type Resolved =
  /** A module of the project: policies run by meshwright, so that every call keeps its place. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  /** One of the running meshwright's own modules. */
  | { readonly kind: 'provided'; readonly specifier: string }
  /** A package, or a part of Node: imported by Node as from a file of the project. */
  | { readonly kind: 'native'; readonly specifier: string }
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'outside'; readonly to: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly why: string };

export interface Resolver {
  readonly root: string;
  readonly tree: SourceTree;
  readonly provided: ReadonlyMap<string, unknown>;
  /** What `paths` of tsconfig.json make of a specifier: paths relative to the root, to try in order. */
  readonly aliases: Aliases;
}

export type Aliases = (specifier: string) => Promise<readonly string[]>;

/** Resolves an import as TypeScript users expect it from a bundler. */
export async function resolve(specifier: string, importer: string, resolver: Resolver): Promise<Resolved> {
  if (resolver.provided.has(specifier)) return { kind: 'provided', specifier };
  const path = pathOf(specifier, importer, resolver.root);
  if (path !== undefined) return resolvePath(path, resolver);
  if (isBuiltin(specifier)) return { kind: 'native', specifier };
  for (const alias of await resolver.aliases(specifier)) {
    const resolved = resolvePath(alias, resolver);
    if (resolved.kind !== 'missing') return resolved;
  }
  return { kind: 'native', specifier };
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

/** The path that a specifier means, relative to the root, unless it names a package. */
function pathOf(specifier: string, importer: string, root: string): string | undefined {
  if (/^\.\.?(\/|$)/.test(specifier)) return posix.join(posix.dirname(importer), specifier);
  if (specifier.startsWith('file:')) return posix.relative(root, fileURLToPath(specifier));
  if (specifier.startsWith('/')) return posix.relative(root, specifier);
  return undefined;
}

/** Resolves a path relative to the root: the file itself, the TypeScript that it is compiled from, or a folder's index. */
export function resolvePath(path: string, { root, tree }: Pick<Resolver, 'root' | 'tree'>): Resolved {
  if (path === '..' || path.startsWith('../')) return { kind: 'outside', to: path };
  for (const candidate of candidates(path)) {
    const read = tree.read(candidate);
    if (read.kind !== 'missing') return ofRead(read, candidate, root);
  }
  return { kind: 'missing', path };
}

function ofRead(read: Exclude<SourceRead, { kind: 'missing' }>, candidate: string, root: string): Resolved {
  switch (read.kind) {
    case 'file':
      if (isPackage(read.path)) return { kind: 'native', specifier: pathToFileURL(`${root}/${read.path}`).href };
      return { kind: 'file', path: read.path, text: read.text };
    case 'outside':
      return { kind: 'outside', to: read.to };
    case 'unreadable':
      return { kind: 'unreadable', path: candidate, why: read.why };
  }
}

/** Files below node_modules are not policies: Node runs them, CommonJS or not. */
function isPackage(path: string): boolean {
  return path.startsWith('node_modules/') || path.includes('/node_modules/') || path.endsWith('.cjs');
}

const TYPESCRIPT_OF: Readonly<Record<string, string>> = { '.js': '.ts', '.mjs': '.mts' };
const MODULE_EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'] as const;

function candidates(path: string): readonly string[] {
  const extension = posix.extname(path);
  const typescript = TYPESCRIPT_OF[extension];
  if (typescript !== undefined) return [path.slice(0, -extension.length) + typescript, path];
  if (/^\.(m?ts|json|cjs)$/.test(extension)) return [path];
  const files = MODULE_EXTENSIONS.map((end) => path + end);
  return [...files, ...MODULE_EXTENSIONS.map((end) => posix.join(path, `index${end}`))];
}
