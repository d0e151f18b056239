import { malformed } from '../../compile.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import { diskTree, type SourceTree } from '../../load/source-tree.ts';
import type { Repository } from '../../revision/repository.ts';
import { keptPolicies } from '../kept-policies.ts';
import { type ProjectPlace, startFolder } from '../project.ts';
import type { Shell } from '../shell.ts';
import type { Globals } from '../verb.ts';
import { type Named, readNames } from './names.ts';
import { type OpenedPolicies, type Opening, openBase, openPolicies } from './open.ts';
import { isFolder, openFolder } from './open-folder.ts';
import type { ManifestSide, Side } from './side.ts';

/** The two that are compared, read. */
export interface OpenSides {
  readonly base: Side;
  readonly head: Side;
  readonly repository?: Repository;
  readonly notes: readonly string[];
}

/** Why there is nothing to compare. */
export interface Refused {
  readonly diagnostics: readonly Diagnostic[];
  /** Where the files are that it is about. */
  readonly tree: SourceTree;
  readonly exit: 1 | 2;
}

export interface Wanted {
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly targets: readonly string[];
  /** Whether what policies become is read, whatever the other side is. */
  readonly asManifests: boolean;
  readonly place: ProjectPlace;
  readonly globals: Globals;
}

/** Finds and reads both sides. Folders come first: one of a single target says which target of the other is meant. */
export async function openSides(
  { base, head, targets, asManifests, place, globals }: Wanted,
  shell: Shell,
  work: Pick<Opening, 'onStall' | 'onProgress'>,
): Promise<OpenSides | Refused> {
  const { root } = place;
  const read = readNames(base, head, { shell, cwd: startFolder(globals, shell), root });
  if (!read.result) return refused(read.diagnostics, diskTree(root));
  const { base: before, head: after, repository, ...names } = read.result;
  const notes = [...names.notes];
  const common = { place, ...(repository && { repository }), ...work, ...keptPolicies(shell.cache) };
  const folders = new Map<Named, ManifestSide>();
  for (const named of [before, after].filter(isFolder)) {
    const { result, diagnostics } = await openFolder(named, repository);
    if (!result) return refused(diagnostics, diskTree(root));
    folders.set(named, result);
  }
  const opening: Opening = { ...common, wanted: wantedBy(targets, [...folders.values()]), known: new Map() };
  const one = await readBase(before);
  if (!one.result) return refused(one.diagnostics, diskTree(root));
  const other = await readHead(after);
  if (!other.result) return refused(other.diagnostics, other.place.tree, other.unconfigured ? 2 : 1);
  const sides = { base: one.result, head: other.result };
  const unreadable = await unreadableIn(sides, asManifests);
  return unreadable ?? { ...sides, notes, ...(repository && { repository }) };

  function readBase(named: Named): Promise<Report<Side | undefined>> {
    const folder = folders.get(named);
    return folder ? Promise.resolve({ result: folder, diagnostics: [] }) : openBase(named, opening, notes);
  }

  function readHead(named: Named): Promise<OpenedHead> {
    const folder = folders.get(named);
    return folder
      ? Promise.resolve({ result: folder, diagnostics: [], place: folder })
      : openPolicies(named, opening, true, notes);
  }
}

/** Raw manifests have to be such that they can be read: all where policies are read as what they become, else those that change access. */
async function unreadableIn({ base, head }: Ends, always: boolean): Promise<Refused | undefined> {
  const [old, now] = await Promise.all([malformedIn(base, head, always), malformedIn(head, base, always)]);
  if (old.length > 0) return refused(old, base.tree);
  return now.length > 0 ? refused(now, head.tree, 1) : undefined;
}

type Ends = Pick<OpenSides, 'base' | 'head'>;

async function malformedIn(side: Side, other: Side, always: boolean): Promise<readonly Diagnostic[]> {
  const beside = other.from === 'manifests' && other.folders.some(({ manifests }) => manifests.length > 0);
  return side.from === 'policies' ? malformed(side.meanings, always || beside ? 'manifests' : 'policies') : [];
}

type OpenedHead = Omit<OpenedPolicies, 'result'> & { readonly result: Side | undefined };

function refused(diagnostics: readonly Diagnostic[], tree: SourceTree, exit: 1 | 2 = 2): Refused {
  return { diagnostics, tree, exit };
}

/** Of the targets of a configuration, those that are named, or that a folder of one target is for. */
function wantedBy(named: readonly string[], folders: readonly ManifestSide[]): Opening['wanted'] {
  const single = folders.filter((one) => one.single).flatMap((one) => one.folders[0]?.target ?? []);
  const wanted = named.length > 0 ? named : single;
  return (all) => {
    const found = all.filter((one) => wanted.includes(one));
    return found.length > 0 ? found : all;
  };
}
