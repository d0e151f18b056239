import { posix } from 'node:path';
import { diskTree, type SourceTree, snapshotOf } from '../../load/source-tree.ts';
import { commitTree, filesNamed } from '../../revision/commit-tree.ts';
import type { Repository } from '../../revision/repository.ts';
import { CONFIG_FILE, type ProjectPlace } from '../project.ts';
import type { Named } from './names.ts';
import type { Compared } from './report.ts';

/** Where a project is, on one side. */
export interface Place {
  /** Where it is on disk, or would be: packages are imported from there. */
  readonly root: string;
  /** The name of its configuration. */
  readonly file: string;
  readonly tree: SourceTree;
  readonly compared: Compared;
  /** It was somewhere else then. */
  readonly moved?: string;
}

/** Where the policies of a side are. */
export function placeOf(named: Named, place: ProjectPlace, repository: Repository | undefined): Place {
  const { root, file = CONFIG_FILE } = place;
  switch (named.kind) {
    case 'working-tree': {
      const compared: Compared = { kind: 'working-tree', name: 'the working tree', ...prefixed(repository), from };
      return { root, file, tree: snapshotOf(diskTree(root)), compared };
    }
    case 'revision':
      return inRevision(named, { root, file }, repository!);
    default: {
      const { name, path } = named;
      const compared: Compared = { kind: 'folder', name, from };
      return { root: path, file: CONFIG_FILE, tree: snapshotOf(diskTree(path)), compared };
    }
  }
}

const from = 'policies';

/** In the same folder as now; a project that is not there and somewhere else once was moved. */
function inRevision(
  { name, commit }: Extract<Named, { readonly kind: 'revision' }>,
  { root, file }: Required<ProjectPlace>,
  repository: Repository,
): Place {
  const tree = snapshotOf(commitTree(commit, repository));
  const compared: Compared = { kind: 'revision', name, commit, from };
  const here: Place = { root, file, tree, compared: { ...compared, ...prefixed(repository) } };
  if (tree.read(file).kind !== 'missing') return here;
  const [path, another] = filesNamed(file, commit, repository);
  if (path === undefined || another !== undefined) return here;
  const prefix = posix.dirname(path) === '.' ? '' : `${posix.dirname(path)}/`;
  const elsewhere = { ...repository, prefix };
  return {
    root,
    file,
    tree: snapshotOf(commitTree(commit, elsewhere)),
    compared: { ...compared, ...prefixed(elsewhere) },
    moved: prefix || './',
  };
}

function prefixed(repository: Repository | undefined): Pick<Compared, 'prefix'> {
  return repository?.prefix ? { prefix: repository.prefix } : {};
}
