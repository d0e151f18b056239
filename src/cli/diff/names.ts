import { statSync } from 'node:fs';
import { posix, relative, resolve } from 'node:path';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { failed, type Report } from '../../diag/report.ts';
import { mainBranch } from '../../revision/main-branch.ts';
import { findRepository, type Repository } from '../../revision/repository.ts';
import { findRevision, mergeBase, noRevision, type Revision, resolveRevision } from '../../revision/revision.ts';
import type { Shell } from '../shell.ts';
import { UsageError } from '../usage.ts';

/** One of the two that are compared, as it was named. */
export type Named =
  | { readonly kind: 'working-tree' }
  | { readonly kind: 'revision'; readonly name: string; readonly commit: string }
  /** A folder on disk, by its absolute path. */
  | { readonly kind: 'folder'; readonly name: string; readonly path: string }
  /** A folder of a revision: its path from the top of the repository. */
  | { readonly kind: 'folder-of-revision'; readonly name: string; readonly commit: string; readonly path: string };

export interface NamedSides {
  readonly base: Named;
  readonly head: Named;
  readonly repository?: Repository;
  /** How names were read, where they could be read otherwise. */
  readonly notes: readonly string[];
}

/** Where names are read. */
export interface Setting {
  readonly shell: Pick<Shell, 'env'>;
  /** The folder that the command runs in. */
  readonly cwd: string;
  /** The folder of the project. */
  readonly root: string;
}

type Read<T> = Report<T | undefined>;

/** Finds what `BASE` and `HEAD` name: revisions, `A...B`, folders, or what is compared when nothing is said. */
export function readNames(base: string | undefined, head: string | undefined, setting: Setting): Read<NamedSides> {
  const found = findRepository(setting.root, setting.shell.env);
  const repository = found.result;
  const read = reader(setting, found);
  if (base === undefined) return read.against(undefined);
  const range = head === undefined && !isPathLike(base) ? rangeIn(base, setting) : undefined;
  if (range && repository) return read.range(range, repository);
  if (range) return failed(read.noRepository(base));
  return read.pair(base, head);
}

interface Range {
  readonly from: string;
  readonly to: string;
  /** `...`: from where the two parted. */
  readonly parted: boolean;
}

/** `A..B` and `A...B`, as Git has them: what is left out is HEAD. */
function rangeIn(text: string, { cwd }: Setting): Range | undefined {
  const [, from, dots, to] = /^(.*?[^.]|)(\.{2,3})([^.].*|)$/.exec(text) ?? [];
  // What follows a colon is a path.
  if (dots === undefined || (from === '' && to === '') || text.includes(':') || exists(resolve(cwd, text)))
    return undefined;
  return { from: from || 'HEAD', to: to || 'HEAD', parted: dots === '...' };
}

/** Written so that it can be nothing but a path. */
function isPathLike(text: string): boolean {
  return /^\.{0,2}\/|^\.{1,2}$|\/$/.test(text);
}

function exists(path: string): boolean {
  return !path.includes('\0') && statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function reader(setting: Setting, { result: repository, diagnostics }: Read<Repository>) {
  const notes: string[] = [];
  return { against, range, pair, noRepository };

  function sides(base: Named, head: Named): Read<NamedSides> {
    return { result: { base, head, notes, ...(repository && { repository }) }, diagnostics: [] };
  }

  /** Nothing was named: the working tree, against where it parted from the main branch. */
  function against(head: Named | undefined): Read<NamedSides> {
    if (!repository) return failed(noRepository());
    if (repository.bare && !head) return failed(noWorkingTree());
    const main = mainBranch(repository, setting.shell.env);
    if (!main.result) return failed(...main.diagnostics);
    const own = resolveRevision('HEAD', repository);
    if (!own.result) return failed(...own.diagnostics);
    const parted = mergeBase(main.result, own.result, repository);
    if (parted.result === undefined) return failed(...parted.diagnostics);
    return sides(partedFrom(main.result, parted.result), head ?? { kind: 'working-tree' });
  }

  function range({ from, to, parted }: Range, own: Repository): Read<NamedSides> {
    const [one, other] = [resolveRevision(from, own), resolveRevision(to, own)];
    if (!one.result || !other.result) return failed(...one.diagnostics, ...other.diagnostics);
    const head: Named = { kind: 'revision', ...other.result };
    if (!parted) return sides({ kind: 'revision', ...one.result }, head);
    const base = mergeBase(one.result, other.result, own);
    return base.result === undefined ? failed(...base.diagnostics) : sides(partedFrom(one.result, base.result), head);
  }

  function pair(base: string, head: string | undefined): Read<NamedSides> {
    const one = named(base);
    const other: Read<Named> = head === undefined ? { result: { kind: 'working-tree' }, diagnostics: [] } : named(head);
    if (!one.result || !other.result) return failed(...one.diagnostics, ...other.diagnostics);
    if (head === undefined && repository?.bare) return failed(noWorkingTree());
    return sides(one.result, other.result);
  }

  function named(text: string): Read<Named> {
    if (text === '' || text.includes('\0')) throw new UsageError('an empty name names nothing to compare');
    if (isPathLike(text)) return folder(text);
    const path = resolve(setting.cwd, text);
    const revision = repository && findRevision(text, repository);
    if (revision) {
      if (exists(path))
        notes.push(`\`${text}\` is read as the revision; the folder of that name is written \`./${text}\``);
      return { result: { kind: 'revision', ...revision }, diagnostics: [] };
    }
    if (exists(path)) return folder(text);
    if (repository && text.indexOf(':') > 0) return folderOfRevision(text, repository);
    return failed(repository ? noRevision(text, repository) : noRepository(text));
  }

  function folder(text: string): Read<Named> {
    const path = resolve(setting.cwd, text);
    if (path === setting.root) return { result: { kind: 'working-tree' }, diagnostics: [] };
    const name = text.replace(/\/+$/, '') || text;
    return { result: { kind: 'folder', name, path }, diagnostics: [] };
  }

  /** `main:out/prod-eu`, from the top of the repository, and `main:./out/prod-eu`, from here. */
  function folderOfRevision(text: string, own: Repository): Read<Named> {
    const at = text.indexOf(':');
    const revision = resolveRevision(text.slice(0, at), own);
    if (!revision.result) return failed(...revision.diagnostics);
    const written = text.slice(at + 1);
    const here = posix.join(own.prefix, relative(setting.root, setting.cwd));
    const path = posix.normalize(/^\.{1,2}\//.test(written) ? posix.join(here, written) : written);
    return {
      result: { kind: 'folder-of-revision', name: text, commit: revision.result.commit, path: path.replace(/\/$/, '') },
      diagnostics: [],
    };
  }

  /** Where there is no repository, only folders can be compared. */
  function noRepository(text?: string): Diagnostic {
    if (diagnostics[0]) return diagnostics[0];
    const what = text === undefined ? '' : `: \`${text}\` is no folder either`;
    return error('MW6008', `\`${setting.root}\` is in no Git repository${what}`, {
      help: 'name two folders of manifests, `meshwright diff ./before ./after`, or run it in a clone',
    });
  }
}

function noWorkingTree(): Diagnostic {
  return error('MW6009', 'a bare repository has no working tree', {
    help: 'name both revisions: `meshwright diff main...feature`',
  });
}

function partedFrom({ name }: Revision, commit: string): Named {
  return { kind: 'revision', name: `the merge base with ${name}`, commit };
}
