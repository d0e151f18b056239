import type { GitopsConfig } from '../../config/gitops.ts';
import type { Manifest, Metadata } from '../../manifest/manifest.ts';
import { MANAGED_BY } from '../../manifest/provenance.ts';
import type { OutputFile } from '../output-file.ts';

/** A target that something syncs: all that what syncs it is made of. */
export interface Synced<C extends GitopsConfig = GitopsConfig> {
  readonly target: string;
  /** The cluster, as the configuration of the target says it. */
  readonly cluster: string;
  readonly rootNamespace: string;
  /** The output folder, relative to the root of the project. */
  readonly out: string;
  readonly gitops: C;
  /** The files of the target. */
  readonly files: readonly OutputFile[];
}

/** An object that makes a cluster sync, or a kustomization, and where in the tree it goes. */
export interface GitopsFile {
  /** The folder, relative to that of the tree: `argo-cd`, `flux/prod-eu`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

export function metadata(name: string, namespace: string): Metadata {
  return { name, namespace, labels: { [MANAGED_BY]: 'meshwright' } };
}

export function manifestsOf({ files }: Synced): readonly Manifest[] {
  return files.flatMap(({ emitted }) => (emitted ? [emitted.manifest] : []));
}

/** A path from the root of the repository: `mesh/out/prod-eu`. What is left out or says nothing leaves nothing. */
export function repositoryPath(...parts: readonly string[]): string {
  return parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
