import type { Stages } from '../../analysis/rollout/operation.ts';
import { absurd } from '../../base/absurd.ts';
import { canonicalJson, isJsonObject, type Json } from '../../base/json.ts';
import { FLUX_LAYERS, fluxLayer } from '../../emit/gitops/flux-layers.ts';
import { syncRank } from '../../emit/sync-order.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { groupOf } from '../../manifest/names.ts';

/** Kinds that decide about requests: what else changes is applied beside them, and nothing has to be looked at for it. */
export type Telling =
  | 'Namespace'
  | 'Service'
  | 'Deployment'
  | 'AuthorizationPolicy'
  | 'PeerAuthentication'
  | 'RequestAuthentication'
  | 'DestinationRule'
  | 'VirtualService'
  | 'Gateway'
  | 'Sidecar';

const GROUPS: Readonly<Record<Telling, string>> = {
  Namespace: '',
  Service: '',
  Deployment: 'apps',
  AuthorizationPolicy: 'security.istio.io',
  PeerAuthentication: 'security.istio.io',
  RequestAuthentication: 'security.istio.io',
  DestinationRule: 'networking.istio.io',
  VirtualService: 'networking.istio.io',
  Gateway: 'networking.istio.io',
  Sidecar: 'networking.istio.io',
};

export function isKind(manifest: Manifest, kind: Telling): boolean {
  return manifest.kind === kind && groupOf(manifest) === GROUPS[kind];
}

export function isTelling(manifest: Manifest): boolean {
  return Object.hasOwn(GROUPS, manifest.kind) && isKind(manifest, manifest.kind as Telling);
}

/** Whether two versions of an object say the same about requests: labels and notes on it mostly do not matter. */
export function meansTheSame(one: Manifest, other: Manifest): boolean {
  return one === other || meaning(one) === meaning(other);
}

function meaning({ kind, apiVersion, metadata, status: _, ...rest }: Manifest): string {
  const dryRun = metadata.annotations?.['istio.io/dry-run'];
  return canonicalJson({ kind, apiVersion, rest, dryRun, labels: kind === 'Namespace' ? metadata.labels : undefined });
}

/**
 * Who applies. Argo CD goes by waves, which are the stages, waits after each, and removes by the same waves the other way round; with
 * `pruneLast` it removes in no order. Flux waits between its layers, which are wider, and inside of one it has an order of its own.
 * kubectl goes by the order of a kustomization without waiting for anything.
 */
export type Applier = 'argo-cd' | 'argo-cd-prune-last' | 'flux' | 'kubectl';

const UNORDERED = () => 0;

export function stagesFor(applier: Applier): Stages<Manifest> {
  switch (applier) {
    case 'argo-cd':
      return { applied: syncRank, removed: syncRank, waits: true };
    case 'argo-cd-prune-last':
      return { applied: syncRank, removed: UNORDERED, waits: true };
    case 'flux':
      return { applied: layerRank, removed: UNORDERED, waits: true };
    case 'kubectl':
      return { applied: syncRank, removed: UNORDERED, waits: false };
    default:
      return absurd(applier);
  }
}

function layerRank(manifest: Manifest): number {
  return FLUX_LAYERS.indexOf(fluxLayer({ manifest }));
}

export type Labels = Readonly<Record<string, string>>;

export function specOf<T>(manifest: Manifest | undefined): Partial<T> {
  return (isJsonObject(manifest?.spec) ? manifest.spec : {}) as Partial<T>;
}

export function namespaceOf({ metadata }: Manifest): string {
  return metadata.namespace ?? 'default';
}

export function isPart(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** The labels of a Deployment's pods. */
export function podLabels(deployment: Manifest): Labels {
  const { template } = specOf<{ template: { readonly metadata?: { readonly labels?: Labels } } }>(deployment);
  return template?.metadata?.labels ?? {};
}

export function selectorOf(manifest: Manifest): Labels {
  const { selector } = specOf<{ selector: Json }>(manifest);
  const found = isJsonObject(selector) ? (isJsonObject(selector.matchLabels) ? selector.matchLabels : selector) : {};
  return found as Labels;
}
