import { existsSync, statSync } from 'node:fs';
import { readManifests } from '../../compile.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { failed, type Report } from '../../diag/report.ts';
import { diskTree, type SourceTree } from '../../load/source-tree.ts';
import { commitTree } from '../../revision/commit-tree.ts';
import type { Repository } from '../../revision/repository.ts';
import { CONFIG_FILE } from '../project.ts';
import type { Named } from './names.ts';
import type { Compared } from './report.ts';
import type { ManifestSide } from './side.ts';

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

export async function manifestSide(
  tree: SourceTree,
  folder: string,
  compared: Compared,
): Promise<Report<ManifestSide | undefined>> {
  const { result, diagnostics } = await readManifests(tree, folder);
  if (diagnostics.length > 0) return failed(...diagnostics);
  if (result.folders.every(({ manifests, proxies }) => manifests.length === 0 && !proxies))
    return failed(
      error('MW6012', `\`${compared.name}\` holds no manifests that meshwright wrote`, {
        help: 'name `out`, the folder of one target in it, or a copy of one',
      }),
    );
  return { result: { from: 'manifests', compared, tree, ...result }, diagnostics: [] };
}
