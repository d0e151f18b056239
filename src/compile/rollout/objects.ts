import { print } from '../../access/routing/table.ts';
import type { Stages } from '../../analysis/rollout/operation.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
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
  return print({ kind, apiVersion, rest, dryRun, labels: kind === 'Namespace' ? metadata.labels : undefined });
}

/** Whether what removes objects goes through the stages the other way, or through none. */
export type Removals = 'reversed' | 'unordered';

export function stagesFor(removals: Removals): Stages<Manifest> {
  return { applied: syncRank, removed: removals === 'reversed' ? syncRank : () => 0 };
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
