import type { Selector } from '../../../manifest/kinds/istio-security.ts';
import type { Scope } from '../../../model/authorization.ts';
import type { Lookup } from '../../../model/lookup.ts';

/** Where the policies of a scope live, and whom they select there. */
export interface Placement {
  readonly namespace: string;
  /** Absent: every workload of the namespace; in the root namespace, of the mesh. */
  readonly selector?: Selector;
}

export function placement(scope: Scope, lookup: Lookup): Placement {
  switch (scope.kind) {
    case 'mesh':
      return { namespace: lookup.mesh.rootNamespace };
    case 'namespace':
      return { namespace: scope.namespace };
    case 'service': {
      const { namespace, selector } = lookup.services.get(scope.service)!;
      return { namespace, selector: { matchLabels: selector } };
    }
    case 'gateway': {
      const { namespace, selector } = lookup.gateways.get(scope.gateway)!.workload;
      return { namespace, selector: { matchLabels: selector } };
    }
  }
}

type Labels = Readonly<Record<string, string>>;

interface Workload {
  readonly name: string;
  readonly labels: Labels;
}

/**
 * Finds a workload outside the root namespace that a selector there would select too: in the root namespace, a policy
 * with a selector holds for the matching workloads of every namespace.
 */
export function rootReach(lookup: Lookup): (selector: Labels) => string | undefined {
  let index: ReadonlyMap<string, readonly Workload[]> | undefined;
  return (selector) => {
    index ??= byLabel(outsideRoot(lookup));
    const entries = Object.entries(selector);
    const [first] = entries;
    const candidates = first ? (index.get(first.join('=')) ?? []) : [];
    return candidates.find(({ labels }) => entries.every(([key, value]) => labels[key] === value))?.name;
  };
}

function* outsideRoot({ mesh }: Lookup): Generator<Workload> {
  for (const { key, namespace, selector, versions } of mesh.services) {
    if (namespace === mesh.rootNamespace) continue;
    if (versions.length === 0) yield { name: key, labels: selector };
    for (const version of versions) yield { name: key, labels: { ...selector, ...version.labels } };
  }
  for (const { key, workload } of mesh.gateways) {
    if (workload.namespace !== mesh.rootNamespace) yield { name: key, labels: workload.selector };
  }
}

function byLabel(workloads: Iterable<Workload>): ReadonlyMap<string, readonly Workload[]> {
  const index = new Map<string, Workload[]>();
  for (const workload of workloads) {
    for (const entry of Object.entries(workload.labels)) {
      const key = entry.join('=');
      const listed = index.get(key);
      if (listed) listed.push(workload);
      else index.set(key, [workload]);
    }
  }
  return index;
}
