import { absurd } from '../../base/absurd.ts';
import { groupBy, sortBy } from '../../base/order.ts';
import type { GitopsConfig } from '../../config/gitops.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { fileName } from '../../manifest/names.ts';
import { canonical } from '../../manifest/order.ts';
import { printManifest, printYaml } from '../../manifest/print.ts';
import { INVENTORY, printInventory } from '../inventory.ts';
import { KUSTOMIZATION } from '../kustomization.ts';
import { GITOPS_TREE, type OutputFile, outputFile } from '../output-file.ts';
import { argoCdFiles } from './argo-cd.ts';
import { fluxFiles, fluxLayerTexts } from './flux.ts';
import { plainFiles } from './plain.ts';
import type { GitopsFile, Synced } from './synced.ts';

export interface GitopsTree {
  /** The objects in it, to be validated. */
  readonly manifests: readonly Manifest[];
  readonly files: readonly OutputFile[];
}

/** The files of `gitops/`. `all` are the targets that the configuration has, synced by anything or not. */
export function gitopsTree(targets: readonly Synced[], all: readonly string[]): Report<GitopsTree> {
  const diagnostics: Diagnostic[] = [];
  const objects: GitopsFile[] = [];
  const argo = argoCdFiles(targets.filter(isBy('argo-cd')), all);
  diagnostics.push(...argo.diagnostics);
  objects.push(...argo.result);
  const texts: (readonly [string, string])[] = [];
  for (const synced of targets) {
    objects.push(...objectsOf(synced));
    if (isBy('flux')(synced)) texts.push(...fluxLayerTexts(synced));
  }
  if (diagnostics.length > 0) return { result: { manifests: [], files: [] }, diagnostics };
  return {
    result: { manifests: objects.map(({ manifest }) => manifest), files: filesOf(objects, texts) },
    diagnostics,
  };
}

function objectsOf(synced: Synced): readonly GitopsFile[] {
  const { gitops } = synced;
  switch (gitops.sync) {
    case 'argo-cd':
      return [];
    case 'flux':
      return fluxFiles({ ...synced, gitops });
    case 'plain':
      return plainFiles({ ...synced, gitops });
    default:
      return absurd(gitops);
  }
}

function isBy<S extends GitopsConfig['sync']>(sync: S) {
  return (synced: Synced): synced is Synced<Extract<GitopsConfig, { sync: S }>> => synced.gitops.sync === sync;
}

function filesOf(objects: readonly GitopsFile[], texts: readonly (readonly [string, string])[]): readonly OutputFile[] {
  const placed = objects.map(({ folder, manifest }) => ({ folder, name: fileName(manifest), manifest }));
  const files = sortBy(
    [
      ...placed.map(({ folder, name, manifest }) =>
        outputFile(`${GITOPS_TREE}/${folder}/${name}`, printManifest(canonical(manifest))),
      ),
      ...[...groupBy(placed, ({ folder }) => folder)].map(([folder, held]) =>
        outputFile(`${GITOPS_TREE}/${folder}/${KUSTOMIZATION}`, index(held.map(({ name }) => name))),
      ),
      ...texts.map(([path, text]) => outputFile(`${GITOPS_TREE}/${path}`, text)),
    ],
    ({ path }) => path,
  );
  if (files.length === 0) return [];
  return [...files, outputFile(`${GITOPS_TREE}/${INVENTORY}`, printInventory(GITOPS_TREE, files))];
}

/** So that `kubectl apply -k` starts it, and so that nothing below the folder is taken for one of its objects. */
function index(names: readonly string[]): string {
  return printYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    sortOptions: { order: 'fifo' },
    resources: names,
  });
}
