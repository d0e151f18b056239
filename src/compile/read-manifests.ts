import type { Destination } from '../access/destination.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { INVENTORY, type Owned, readInventory } from '../emit/inventory.ts';
import { KUSTOMIZATION } from '../emit/kustomization.ts';
import { GITOPS_TREE } from '../emit/output-file.ts';
import { isProxyFile } from '../emit/proxy-files.ts';
import type { SourceTree } from '../load/source-tree.ts';
import type { Manifest } from '../manifest/manifest.ts';

/** Manifests that meshwright wrote, as they lie in a folder. */
export interface ManifestFolder {
  /** The target, as the inventory says; absent for files without one. */
  readonly target?: string;
  readonly manifests: readonly Manifest[];
  /** What stand-alone proxies admit, where the folder has what such run on. */
  readonly proxies?: readonly Destination[];
  /** Files by the object that they hold: `AuthorizationPolicy bookinfo/reviews`. */
  readonly files: ReadonlyMap<string, string>;
}

export interface ManifestFolders {
  readonly folders: readonly ManifestFolder[];
  /** It is the folder of one target itself, not one that holds those of all. */
  readonly single: boolean;
}

/** A folder of the output of one target, of all targets, or any other folder of manifests that meshwright wrote. */
export async function readManifests(tree: SourceTree, folder: string): Promise<Report<ManifestFolders>> {
  const own = tree.read(join(folder, INVENTORY));
  if (own.kind === 'file') return all([await readTarget(tree, folder, own.text)], true);
  const targets = tree
    .list(folder === '' ? '.' : folder)
    .toSorted()
    .flatMap((name) => {
      const inventory = tree.read(join(folder, name, INVENTORY));
      if (name === GITOPS_TREE) return [];
      return inventory.kind === 'file' ? [{ path: join(folder, name), text: inventory.text }] : [];
    });
  if (targets.length > 0)
    return all(await Promise.all(targets.map(({ path, text }) => readTarget(tree, path, text))), false);
  return all([await readFiles(tree, undefined, filesBelow(tree, folder))], true);
}

type One = Report<ManifestFolder>;

function all(folders: readonly One[], single: boolean): Report<ManifestFolders> {
  return {
    result: { folders: folders.map(({ result }) => result), single },
    diagnostics: folders.flatMap(({ diagnostics }) => diagnostics),
  };
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

/** What is not listed is nobody's: neither kustomize nor what syncs it takes it. */
async function readTarget(tree: SourceTree, folder: string, text: string): Promise<One> {
  const inventory = readInventory(text);
  if (inventory.kind === 'refused')
    return refused([error('MW6013', `\`${join(folder, INVENTORY)}\` cannot be used: ${inventory.why}`)]);
  const paths = [...inventory.owned.keys()].filter((path) => path !== KUSTOMIZATION && isYaml(path));
  const one = await readFiles(
    tree,
    inventory.target ?? folder.split('/').at(-1)!,
    paths.filter((path) => !isProxyFile(path)).map((path) => join(folder, path)),
  );
  const configs = paths.filter(isProxyFile);
  if (configs.length === 0) return one;
  const { readConfigs } = await import('./read-configs.ts');
  const { result, diagnostics } = readConfigs(tree, folder, configs);
  return { result: { ...one.result, proxies: result }, diagnostics: [...one.diagnostics, ...diagnostics] };
}

function refused(diagnostics: readonly Diagnostic[]): One {
  return { result: { manifests: [], files: new Map() }, diagnostics };
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** As deep as an output goes, and a little deeper. */
const DEEPEST = 8;

function filesBelow(tree: SourceTree, folder: string, depth = 0): readonly string[] {
  const names = tree.list(folder === '' ? '.' : folder).toSorted();
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (isYaml(name)) return name === KUSTOMIZATION ? [] : [path];
    return depth < DEEPEST && !name.startsWith('.') && name !== 'node_modules' && !name.includes('.json')
      ? filesBelow(tree, path, depth + 1)
      : [];
  });
}

async function readFiles(tree: SourceTree, target: string | undefined, paths: readonly string[]): Promise<One> {
  const files = new Map<string, string>();
  const manifests: Manifest[] = [];
  const diagnostics: Diagnostic[] = [];
  const { manifestsIn } = await import('./manifest-text.ts');
  for (const path of paths) {
    const read = tree.read(path);
    // A file that is listed and not there makes nothing.
    if (read.kind === 'missing') continue;
    const found =
      read.kind === 'file'
        ? await manifestsIn(path, read.text)
        : {
            result: [],
            diagnostics: [unreadable(path, read.kind === 'outside' ? 'it is a link out of the folder' : read.why)],
          };
    diagnostics.push(...found.diagnostics);
    for (const { name, manifest } of found.result) {
      files.set(name, path);
      manifests.push(manifest);
    }
  }
  return { result: { ...(target !== undefined && { target }), manifests, files }, diagnostics };
}

function unreadable(path: string, why: string): Diagnostic {
  return error('MW6013', `\`${path}\` cannot be read: ${why}`);
}

/** Digests of the files that the inventory of a folder lists; none where there is none. */
export function readOwned(tree: SourceTree, folder: string): Owned {
  const read = tree.read(join(folder, INVENTORY));
  const inventory = read.kind === 'file' ? readInventory(read.text) : undefined;
  return inventory?.kind === 'inventory' ? inventory.owned : new Map();
}
