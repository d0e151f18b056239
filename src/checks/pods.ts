import { groupBy } from '../base/order.ts';
import type { Lookup } from '../model/lookup.ts';
import type { RawManifest } from '../model/mesh.ts';
import type { Service, Version } from '../model/service.ts';
import { derived } from './derived.ts';
import { rawWorkloads } from './raw/view.ts';

export type Labels = Readonly<Record<string, string>>;

/** Pods that are known: those of a service's version (or of a service without versions), and those of a raw workload. */
export interface Pods {
  readonly namespace: string;
  readonly labels: Labels;
  /** Whether these are all their labels; otherwise somebody else makes them, and they may have more. */
  readonly exact: boolean;
  readonly owner: Service | RawManifest;
  readonly version?: Version;
}

export interface PodIndex {
  readonly byNamespace: ReadonlyMap<string, readonly Pods[]>;
  /** By `namespace key=value`. */
  readonly byLabel: ReadonlyMap<string, readonly Pods[]>;
}

export const podIndex = derived((mesh: Lookup): PodIndex => {
  const pods = [...mesh.mesh.services.flatMap(podsOf), ...rawPods(mesh)];
  const names = new Set(mesh.mesh.services.flatMap(({ selector }) => Object.keys(selector)));
  return { byNamespace: groupBy(pods, ({ namespace }) => namespace), byLabel: groupByLabel(pods, names) };
});

/** Only by labels that some service selects by. */
function groupByLabel(pods: readonly Pods[], names: ReadonlySet<string>): ReadonlyMap<string, readonly Pods[]> {
  const groups = new Map<string, Pods[]>();
  for (const one of pods) {
    for (const name of Object.keys(one.labels)) {
      if (!names.has(name)) continue;
      const key = labelKey(one.namespace, name, one.labels[name]);
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  }
  return groups;
}

/** The pods of a service, one entry a version. */
export function podsOf(service: Service): Pods[] {
  const { namespace, selector, versions } = service;
  if (versions.length === 0) return [{ namespace, labels: selector, exact: false, owner: service }];
  return versions.map((version) => ({
    namespace,
    labels: { ...(version.workload && { app: service.name }), ...selector, ...version.labels },
    exact: version.workload !== undefined,
    owner: service,
    version,
  }));
}

function rawPods(mesh: Lookup): Pods[] {
  return rawWorkloads(mesh).map(({ raw, namespace, labels }) => ({ namespace, labels, exact: true, owner: raw }));
}

function labelKey(namespace: string, name: string, value: string | undefined): string {
  return `${namespace} ${name}=${value}`;
}

/** The known pods of a namespace that have all labels of a service's selector. An empty selector selects nothing. */
export function selectedPods({ byLabel }: PodIndex, namespace: string, selector: Labels): readonly Pods[] {
  let fewest: readonly Pods[] | undefined;
  for (const name of Object.keys(selector)) {
    const candidates = byLabel.get(labelKey(namespace, name, selector[name])) ?? [];
    if (fewest === undefined || candidates.length < fewest.length) fewest = candidates;
  }
  return (fewest ?? []).filter(({ labels }) => selects(selector, labels));
}

/** Whether pods with these labels are selected. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** Whether pods can have all labels of a selector: pods that somebody else makes may have labels that are not known. */
export function maySelect(selector: Labels, pods: Pods): boolean {
  return Object.entries(selector).every(
    ([key, value]) => (pods.labels[key] ?? (pods.exact ? undefined : value)) === value,
  );
}
