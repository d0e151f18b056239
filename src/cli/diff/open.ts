import { existsSync, statSync } from 'node:fs';
import { printPosition } from '../../base/span.ts';
import { type Progress, readManifests, readMeanings } from '../../compile.ts';
import { DEFAULTS } from '../../config/config.ts';
import { type Diagnostic, error, isError } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import { diskTree, type SourceTree, snapshotOf } from '../../load/source-tree.ts';
import { commitTree } from '../../revision/commit-tree.ts';
import type { Repository } from '../../revision/repository.ts';
import type { OnStall } from '../config-file.ts';
import { CONFIG_FILE, evaluateProject } from '../project.ts';
import type { Named } from './names.ts';
import type { Compared } from './report.ts';
import type { ManifestSide, PolicySide, Side } from './side.ts';

export interface Opening {
  /** Of the project. */
  readonly root: string;
  /** The name of the configuration there. */
  readonly file?: string;
  readonly repository?: Repository;
  /** Which of the targets of a configuration are compared. */
  readonly wanted: (targets: readonly string[]) => readonly string[];
  readonly onStall: OnStall;
  readonly onProgress: (progress: Progress) => void;
}

export type OpenedPolicies = Report<PolicySide | undefined> & {
  /** Where its files are. */
  readonly tree: SourceTree;
  /** The folder of its output, as far as its configuration says. */
  readonly out?: string;
  /** What is wrong is the configuration. */
  readonly unconfigured?: true;
};

/** Whether what a name stands for is manifests, not policies. */
export function isFolder(named: Named): named is Extract<Named, { readonly path: string }> {
  return (named.kind === 'folder' && !isProject(named.path)) || named.kind === 'folder-of-revision';
}

function isProject(folder: string): boolean {
  return existsSync(`${folder}/${CONFIG_FILE}`);
}

/** Reads a folder of manifests. */
export async function openFolder(
  named: Extract<Named, { readonly path: string }>,
  repository: Repository | undefined,
): Promise<Report<ManifestSide | undefined>> {
  const { name } = named;
  if (named.kind === 'folder-of-revision') {
    const tree = commitTree(named.commit, { ...repository!, prefix: '' });
    const compared: Compared = { kind: 'folder', name, commit: named.commit, from: 'manifests' };
    const missing = tree.list(named.path === '' ? '.' : named.path).length === 0;
    if (missing) return failed(error('MW6011', `there is no folder \`${name}\``));
    return manifestSide(tree, named.path, compared);
  }
  const problem = folderProblem(named.path, name);
  if (problem) return failed(problem);
  return manifestSide(diskTree(named.path), '', { kind: 'folder', name, from: 'manifests' });
}

function folderProblem(path: string, name: string): Diagnostic | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return error('MW6011', `there is no folder \`${name}\``);
  return found.isDirectory() ? undefined : error('MW6011', `\`${name}\` is no folder`);
}

function failed(...diagnostics: readonly Diagnostic[]): {
  readonly result: undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { result: undefined, diagnostics };
}

async function manifestSide(
  tree: SourceTree,
  folder: string,
  compared: Compared,
): Promise<Report<ManifestSide | undefined>> {
  const { result, diagnostics } = await readManifests(tree, folder);
  if (diagnostics.length > 0) return failed(...diagnostics);
  if (result.folders.every(({ manifests }) => manifests.length === 0))
    return failed(
      error('MW6012', `\`${compared.name}\` holds no manifests that meshwright wrote`, {
        help: 'name `out`, the folder of one target in it, or a copy of one',
      }),
    );
  return { result: { from: 'manifests', compared, tree, ...result }, diagnostics: [] };
}

/** Evaluates the policies of a revision, of the working tree, or of another project. */
export async function openPolicies(named: Named, opening: Opening, judged: boolean): Promise<OpenedPolicies> {
  const place = placeOf(named, opening);
  const { tree, root, file } = place;
  const empty = {
    from: 'policies',
    compared: place.compared,
    tree,
    meanings: new Map(),
    files: [],
    out: DEFAULTS.out,
    errors: [],
  } as const;
  if (named.kind === 'revision' && tree.read(file).kind === 'missing') return { result: empty, diagnostics: [], tree };
  const { onStall, onProgress } = opening;
  const project = await evaluateProject(root, file, {
    onStall,
    ...(named.kind === 'revision' && { sources: tree }),
  });
  const { config } = project;
  if (!config) return { ...failed(...project.diagnostics), tree, unconfigured: true };
  const targets = opening.wanted(Object.keys(config.targets));
  const read = await readMeanings({ root, config, sources: tree, targets, judged, onStall, onProgress });
  if (!read.result) return { ...failed(...read.diagnostics), tree, out: config.out };
  const { targets: meanings, files } = read.result;
  return { result: { ...empty, meanings, files, out: config.out, errors: read.diagnostics }, diagnostics: [], tree };
}

interface Place {
  readonly root: string;
  readonly file: string;
  readonly tree: SourceTree;
  readonly compared: Compared;
}

function placeOf(named: Named, { root, file = CONFIG_FILE, repository }: Opening): Place {
  const from = 'policies';
  const prefix = repository?.prefix ? { prefix: repository.prefix } : {};
  switch (named.kind) {
    case 'working-tree': {
      const compared: Compared = { kind: 'working-tree', name: 'the working tree', ...prefix, from };
      return { root, file, tree: snapshotOf(diskTree(root)), compared };
    }
    case 'revision': {
      const { name, commit } = named;
      const tree = snapshotOf(commitTree(commit, repository!));
      return { root, file, tree, compared: { kind: 'revision', name, commit, ...prefix, from } };
    }
    default: {
      const { name, path } = named;
      const compared: Compared = { kind: 'folder', name, from };
      return { root: path, file: CONFIG_FILE, tree: snapshotOf(diskTree(path)), compared };
    }
  }
}

/** The base: its policies, or, where they do not compile, what was compiled of them last. */
export async function openBase(named: Named, opening: Opening, notes: string[]): Promise<Report<Side | undefined>> {
  const { result, diagnostics, tree, out = DEFAULTS.out } = await openPolicies(named, opening, false);
  if (result) {
    if (result.meanings.size === 0 && result.files.length === 0 && named.kind === 'revision')
      notes.push(noProject(named.name, opening));
    return { result, diagnostics: [] };
  }
  const { compared } = placeOf(named, opening);
  const why = firstOf(diagnostics);
  const output =
    tree.list(out).length > 0 ? await manifestSide(tree, out, { ...compared, from: 'manifests' }) : undefined;
  if (output?.result) {
    notes.push(`the policies of ${compared.name} do not compile (${why}): its ${out}/ is compared instead`);
    return output;
  }
  const missing = output
    ? `nothing can be read in its \`${out}\` instead`
    : `there is no \`${out}\` to compare instead`;
  return failed(
    error('MW6010', `the policies of ${compared.name} do not compile, and ${missing}`, {
      note: why,
      help: 'commit what `meshwright compile` writes, or name a base that compiles',
    }),
    ...(output?.diagnostics ?? []),
  );
}

function firstOf(diagnostics: readonly Diagnostic[]): string {
  const first = diagnostics.find(isError);
  if (!first) return 'for a reason that is not known';
  return `${first.code}${first.span ? ` ${printPosition(first.span)}` : ''}: ${first.message}`;
}

function noProject(name: string, { file = CONFIG_FILE, repository }: Opening): string {
  return `${name} has no \`${repository?.prefix ?? ''}${file}\`: everything is new`;
}
