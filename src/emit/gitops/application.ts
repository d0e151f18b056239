import { isJsonObject } from '../../base/json.ts';
import { uniqueBy } from '../../base/order.ts';
import type { ArgoCdConfig } from '../../config/gitops.ts';
import { type ApplicationSpec, application } from '../../manifest/kinds/argo-cd.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { groupOf } from '../../manifest/names.ts';
import { destinationOf, projectOf, sourceOf } from './argo-cd-names.ts';
import { manifestsOf, metadata, type Synced } from './synced.ts';

/**
 * The comparison asks the API server what an object would become, so that no default of it, or of a CRD, is a difference.
 * That is why nothing of Istio has to be ignored: neither istiod nor the API server writes into its specs.
 */
export const COMPARISON = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' };

/** Without the finalizer that makes Argo CD delete everything together with the Application. */
export function applicationFor(synced: Synced<ArgoCdConfig>): Manifest {
  const { gitops, target } = synced;
  return application(
    { ...metadata(`${gitops.name}-${target}`, gitops.namespace), annotations: COMPARISON },
    {
      project: projectOf(gitops),
      source: sourceOf(synced),
      destination: destinationOf(synced),
      ...howToSync([synced]),
    },
  );
}

/** Fields that hold for every target of one Application or ApplicationSet. */
export function howToSync(
  targets: readonly Synced<ArgoCdConfig>[],
): Pick<ApplicationSpec, 'syncPolicy' | 'ignoreDifferences'> {
  const ignoreDifferences = uniqueBy(targets.flatMap(scaled), (one) => JSON.stringify(one));
  return {
    syncPolicy: syncPolicy(targets[0]!.gitops, ignoreDifferences.length > 0),
    ...(ignoreDifferences.length > 0 && { ignoreDifferences }),
  };
}

function syncPolicy(
  { automated, prune, selfHeal, pruneLast, applyOutOfSyncOnly }: ArgoCdConfig,
  ignores: boolean,
): NonNullable<ApplicationSpec['syncPolicy']> {
  return {
    ...(automated && { automated: { prune, selfHeal, allowEmpty: false } }),
    syncOptions: [
      'ServerSideApply=true',
      'CreateNamespace=false',
      'FailOnSharedResource=true',
      `PruneLast=${pruneLast}`,
      `ApplyOutOfSyncOnly=${applyOutOfSyncOnly}`,
      ...(ignores ? ['RespectIgnoreDifferences=true'] : []),
    ],
    retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
  };
}

type Ignored = NonNullable<ApplicationSpec['ignoreDifferences']>[number];

/** The one field of ours that someone else writes: the replicas of what a HorizontalPodAutoscaler scales. */
function scaled(synced: Synced<ArgoCdConfig>): readonly Ignored[] {
  const manifests = manifestsOf(synced);
  return manifests
    .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
    .flatMap(({ metadata: { namespace }, spec }) => {
      const goal = isJsonObject(spec) ? spec.scaleTargetRef : undefined;
      if (!isJsonObject(goal)) return [];
      return manifests
        .filter(
          (one) => one.kind === goal.kind && one.metadata.name === goal.name && one.metadata.namespace === namespace,
        )
        .map(
          (one): Ignored => ({
            group: groupOf(one),
            kind: one.kind,
            name: one.metadata.name,
            ...(namespace !== undefined && { namespace }),
            jsonPointers: ['/spec/replicas'],
          }),
        );
    });
}
