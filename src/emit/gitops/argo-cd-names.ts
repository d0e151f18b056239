import type { ArgoCdConfig } from '../../config/gitops.ts';
import { repositoryPath, type Synced } from './synced.ts';

export function projectOf({ project, name }: ArgoCdConfig): string {
  return project ?? name;
}

/** The cluster of a target by its name or its URL, with the namespace of objects that say none. */
export function destinationOf({ gitops, cluster, rootNamespace }: Synced<ArgoCdConfig>): {
  readonly name?: string;
  readonly server?: string;
  readonly namespace: string;
} {
  return { ...(gitops.destination ?? { name: cluster }), namespace: rootNamespace };
}

export function sourceOf({ gitops, out, target }: Synced<ArgoCdConfig>): {
  readonly repoURL: string;
  readonly targetRevision: string;
  readonly path: string;
} {
  const { repoURL, targetRevision } = gitops;
  return { repoURL, targetRevision, path: repositoryPath(gitops.path, out, target) };
}
