import { isAbsolute, posix } from 'node:path';
import { textIn } from '../load/source-text.ts';
import type { SourceRead, SourceTree } from '../load/source-tree.ts';
import { loadBlobs } from './blobs.ts';
import { printed } from './git.ts';
import type { Repository } from './repository.ts';

/** As many links as a path may lead through: more are a circle. */
const MOST_LINKS = 40;

/** What the tree of a commit holds at a path. */
export interface Entry {
  readonly kind: 'file' | 'link' | 'submodule';
  /** The hash of what it holds. */
  readonly object: string;
}

/** The files of a commit, below the folder that the repository is seen from; what is on disk plays no part. */
export function commitTree(commit: string, repository: Repository): SourceTree {
  const entries = entriesOf(commit, repository);
  const folders = foldersOf(entries.keys());
  const contentOf = loadBlobs(entries, repository.git);
  const follow = follower(entries, contentOf);
  return {
    read: (path) => {
      const followed = follow(path);
      return 'kind' in followed ? followed : readEntry(followed.path, entries, contentOf);
    },
    list: (folder) => {
      const followed = follow(folder);
      return 'kind' in followed ? [] : [...(folders.get(followed.path) ?? [])];
    },
    outside: (path) => fileOutside(path, commit, repository),
  };
}

/** Paths of the files of a commit that have a name, anywhere in the repository. */
export function filesNamed(name: string, commit: string, { git }: Repository): readonly string[] {
  const listed = printed(git.run(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit])) ?? '';
  return listed.split('\0').filter((path) => posix.basename(path) === name && !path.includes('node_modules/'));
}

function entriesOf(commit: string, { git, prefix }: Repository): ReadonlyMap<string, Entry> {
  const listed = git.run(['ls-tree', '-r', '-z', '--full-tree', `${commit}:${prefix}`]);
  if (listed.kind !== 'done') return new Map();
  const entries = new Map<string, Entry>();
  for (const line of listed.out.toString('utf8').split('\0')) {
    const found = /^(\d+) (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
    if (found) entries.set(found[4]!, { kind: kindOf(found[1]!), object: found[3]! });
  }
  return entries;
}

function kindOf(mode: string): Entry['kind'] {
  return mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file';
}

/** The names in each folder. */
function foldersOf(paths: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    for (let inner = path; inner !== '.'; ) {
      const folder = posix.dirname(inner);
      const names = folders.get(folder);
      const name = posix.basename(inner);
      if (names?.has(name)) break;
      if (names) names.add(name);
      else folders.set(folder, new Set([name]));
      inner = folder;
    }
  }
  return folders;
}

type Content = (path: string) => Buffer | string;
type Followed = { readonly path: string } | Exclude<SourceRead, { kind: 'file' }>;

/** Goes where symbolic links lead, in every part of a path. */
function follower(entries: ReadonlyMap<string, Entry>, contentOf: Content): (path: string) => Followed {
  const hasLinks = [...entries.values()].some(({ kind }) => kind !== 'file');
  return (written) => {
    let path = posix.normalize(written).replace(/\/$/, '');
    if (!hasLinks || entries.get(path)?.kind === 'file')
      return isOutside(path) ? { kind: 'outside', to: path } : { path };
    for (let links = 0; links <= MOST_LINKS; links++) {
      if (isOutside(path)) return { kind: 'outside', to: path };
      const special = specialIn(path, entries);
      if (special === undefined) return { path };
      if (entries.get(special)!.kind === 'submodule') return inSubmodule(special, path);
      const to = contentOf(special);
      if (typeof to === 'string') return { kind: 'unreadable', why: to };
      const target = to.toString('utf8');
      if (isAbsolute(target)) return { kind: 'outside', to: target };
      path = posix.join(posix.dirname(special), target, path.slice(special.length));
    }
    return { kind: 'unreadable', why: 'its symbolic links go in a circle' };
  };
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path);
}

/** The first part of a path that is a link or a submodule. */
function specialIn(path: string, entries: ReadonlyMap<string, Entry>): string | undefined {
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const part = end === -1 ? path : path.slice(0, end);
    const kind = entries.get(part)?.kind;
    if (kind === 'link' || kind === 'submodule') return part;
    if (end === -1) return undefined;
  }
}

function inSubmodule(submodule: string, path: string): Followed {
  if (path === submodule) return { kind: 'missing' };
  return { kind: 'unreadable', why: `it is in the submodule \`${submodule}\`, which is a repository of its own` };
}

function readEntry(path: string, entries: ReadonlyMap<string, Entry>, contentOf: Content): SourceRead {
  if (!entries.has(path)) return { kind: 'missing' };
  const content = contentOf(path);
  if (typeof content === 'string') return { kind: 'unreadable', why: content };
  const text = textIn(content);
  return 'why' in text ? { kind: 'unreadable', why: text.why } : { kind: 'file', path, text: text.text };
}

/** A file of the repository above the folder that it is seen from: what a tsconfig.json extends may lie there. */
function fileOutside(path: string, commit: string, { git, prefix }: Repository): string | undefined {
  const inRepository = posix.join(prefix, path);
  if (isOutside(inRepository)) return undefined;
  return printed(git.run(['cat-file', 'blob', `${commit}:${inRepository}`]));
}
