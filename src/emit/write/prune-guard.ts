import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { KUSTOMIZATION } from '../kustomization.ts';
import { isProxyFile } from '../proxy-files.ts';

/** From this many manifests on, losing more than half of them is a loss that has to be meant. */
const MANY = 10;
const LISTED = 10;

/**
 * What syncs a folder deletes from the cluster whatever is gone from it. So a folder that would lose all its manifests, more than
 * half of ten or more, or a Namespace (which takes all that is in it along, whoever made it) is not written unless that is asked for.
 *
 * `before` are the files that are meshwright's now, and `after` those that it would be, relative to the folder.
 */
export function pruneProblems(
  folder: string,
  before: Iterable<string>,
  after: ReadonlySet<string>,
): readonly Diagnostic[] {
  const manifests = [...before].filter(isManifest);
  const lost = manifests.filter((path) => !after.has(path));
  if (lost.length === 0) return [];
  if (isTooMuch(lost.length, manifests.length, [...after].some(isManifest)))
    return [massDeletion(folder, lost, manifests.length)];
  const namespaces = lost.filter((path) => NAMESPACE.test(path));
  return namespaces.length > 0 ? [namespaceDeletion(folder, namespaces)] : [];
}

/** Whether there would be problems where these manifests are lost; `before` is how many there are, `after` how many there would be. */
export function hasPruneProblems(lost: readonly string[], before: number, after: number): boolean {
  return lost.length > 0 && (isTooMuch(lost.length, before, after > 0) || lost.some((path) => NAMESPACE.test(path)));
}

function isTooMuch(lost: number, before: number, keepsSome: boolean): boolean {
  return !keepsSome || (before >= MANY && lost > before / 2);
}

const NAMESPACE = /(?:^|\/)namespace-[^/]*\.yaml$/;

function isManifest(path: string): boolean {
  return path.endsWith('.yaml') && path !== KUSTOMIZATION && !isProxyFile(path);
}

const HELP =
  'if that is meant, compile with `--allow-prune`; otherwise see what the policies no longer declare, and for which target';

function massDeletion(folder: string, lost: readonly string[], all: number): Diagnostic {
  const share =
    lost.length === all
      ? all === 1
        ? 'its only manifest'
        : `all its ${all} manifests`
      : `${lost.length} of its ${all} manifests`;
  return error('MW6101', `\`${folder}\` would lose ${share}, which whatever syncs it would delete from the cluster`, {
    note: `gone: ${listed(lost)}`,
    help: HELP,
  });
}

function namespaceDeletion(folder: string, lost: readonly string[]): Diagnostic {
  const what = lost.length === 1 ? 'a Namespace' : `${lost.length} Namespaces`;
  return error('MW6101', `\`${folder}\` would lose ${what}, which takes all that is in it along, whoever made it`, {
    note: `gone: ${listed(lost)}`,
    help: HELP,
  });
}

function listed(paths: readonly string[]): string {
  const more = paths.length - LISTED;
  const shown = paths.length <= LISTED + 1 ? paths : paths.slice(0, LISTED);
  return `${shown.join(', ')}${shown.length < paths.length ? ` and ${more} more` : ''}`;
}
