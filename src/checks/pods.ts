import { groupBy } from '../base/order.ts';
import type { Whole } from '../model/lookup.ts';
import type { RawManifest } from '../model/mesh.ts';
import type { Service, Version } from '../model/service.ts';
import { derived, derivedOf } from './derived.ts';
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

interface PodIndex {
  readonly all: readonly Pods[];
  /** By `key=value`. */
  readonly byLabel: ReadonlyMap<string, readonly Pods[]>;
}

const podIndex = derivedOf((mesh, namespace: string): PodIndex => {
  const services = mesh.servicesIn.get(namespace) ?? [];
  const raw = (rawIn(mesh).get(namespace) ?? []).map(
    ({ raw, labels }): Pods => ({ namespace, labels, exact: true, owner: raw }),
  );
  const all = [...services.flatMap(podsOf), ...raw];
  return { all, byLabel: groupByLabel(all, new Set(services.flatMap(({ selector }) => Object.keys(selector)))) };
});

/** Raw workloads by namespace. */
export const rawIn = derived((mesh) => groupBy(rawWorkloads(mesh), ({ namespace }) => namespace));

/** The known pods of a namespace. */
export function podsIn(mesh: Whole, namespace: string): readonly Pods[] {
  return podIndex(mesh, namespace).all;
}

/** The namespaces that have known pods. */
export function namespacesOfPods(mesh: Whole): readonly string[] {
  return [...new Set([...mesh.servicesIn.keys(), ...rawIn(mesh).keys()])];
}

/** Only by labels that some service selects by. */
function groupByLabel(pods: readonly Pods[], names: ReadonlySet<string>): ReadonlyMap<string, readonly Pods[]> {
  const groups = new Map<string, Pods[]>();
  for (const one of pods) {
    for (const name of Object.keys(one.labels)) {
      if (!names.has(name)) continue;
      const key = labelKey(name, one.labels[name]);
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

function labelKey(name: string, value: string | undefined): string {
  return `${name}=${value}`;
}

/** The known pods of a namespace that have all labels of a service's selector. An empty selector selects nothing. */
export function selectedPods(mesh: Whole, namespace: string, selector: Labels): readonly Pods[] {
  const { byLabel } = podIndex(mesh, namespace);
  let fewest: readonly Pods[] | undefined;
  for (const name of Object.keys(selector)) {
    const candidates = byLabel.get(labelKey(name, selector[name])) ?? [];
    if (fewest === undefined || candidates.length < fewest.length) fewest = candidates;
  }
  return (fewest ?? []).filter(({ labels }) => selects(selector, labels));
}

/** Whether pods with these labels are selected. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.keys(selector).every((name) => labels[name] === selector[name]);
}

/** Whether pods can have all labels of a selector: pods that somebody else makes may have labels that are not known. */
export function maySelect(selector: Labels, pods: Pods): boolean {
  return Object.entries(selector).every(
    ([key, value]) => (pods.labels[key] ?? (pods.exact ? undefined : value)) === value,
  );
}
