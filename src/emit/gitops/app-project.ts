import { compareStrings, sortBy, uniqueBy } from '../../base/order.ts';
import type { ArgoCdConfig } from '../../config/gitops.ts';
import { type AppProjectSpec, appProject } from '../../manifest/kinds/argo-cd.ts';
import { POLICY_KINDS } from '../../manifest/kinds/policy-kinds.ts';
import { groupVersionKind, type Manifest } from '../../manifest/manifest.ts';
import { groupOf } from '../../manifest/names.ts';
import { isClusterScoped } from '../../manifest/validate.ts';
import { destinationOf, projectOf } from './argo-cd-names.ts';
import { manifestsOf, metadata, type Synced } from './synced.ts';

/**
 * Admits what is emitted and nothing else: these repositories, namespaces of these clusters, and kinds. Argo CD does not see
 * what a project does not admit, so it would not delete the last object of a kind that leaves the list with it: kinds that
 * policies become are always in it.
 */
export function projectFor(targets: readonly Synced<ArgoCdConfig>[]): Manifest {
  const { gitops } = targets[0]!;
  const manifests = targets.flatMap(manifestsOf);
  const spec: AppProjectSpec = {
    description: 'what meshwright compiles, and nothing else',
    sourceRepos: [...new Set(targets.map((one) => one.gitops.repoURL))].sort(compareStrings),
    destinations: destinations(targets),
    clusterResourceWhitelist: inOrder([...POLICY_KINDS.cluster, ...kindsOf(manifests.filter(isForCluster))]),
    namespaceResourceWhitelist: inOrder([
      ...POLICY_KINDS.namespaced,
      ...kindsOf(manifests.filter((one) => !isForCluster(one))),
    ]),
  };
  return appProject(metadata(projectOf(gitops), gitops.namespace), spec);
}

type Kinds = NonNullable<AppProjectSpec['clusterResourceWhitelist']>;

function kindsOf(manifests: readonly Manifest[]): Kinds {
  return manifests.map((one) => ({ group: groupOf(one), kind: one.kind }));
}

function inOrder(kinds: Kinds): Kinds {
  return sortBy(uniqueBy(kinds, printed), printed);
}

const printed = (value: object) => JSON.stringify(value);

function isForCluster(manifest: Manifest): boolean {
  return isClusterScoped(groupVersionKind(manifest)) ?? manifest.metadata.namespace === undefined;
}

function destinations(targets: readonly Synced<ArgoCdConfig>[]): NonNullable<AppProjectSpec['destinations']> {
  const all = targets.flatMap((target) => {
    const { namespace, ...cluster } = destinationOf(target);
    const others = manifestsOf(target).flatMap((manifest) => manifest.metadata.namespace ?? []);
    return [...new Set([namespace, ...others])].map((each) => ({ ...cluster, namespace: each }));
  });
  return sortBy(uniqueBy(all, printed), printed);
}
