import { groupBy } from '../../../base/order.ts';
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

/**
 * Finds a workload outside the root namespace that a selector there would select too: in the root namespace, a policy
 * with a selector holds for the matching workloads of every namespace.
 */
export function rootReach(lookup: Lookup): (selector: Labels) => string | undefined {
  const known = new Map<string, ReadonlyMap<string | undefined, readonly Workload[]>>();
  const byLabel = (key: string) => {
    const found = known.get(key) ?? groupBy(outsideRoot(lookup, key), ({ labels }) => labels[key]);
    known.set(key, found);
    return found;
  };
  return (selector) => {
    const entries = Object.entries(selector);
    const [first] = entries;
    const candidates = first ? (byLabel(first[0]).get(first[1]) ?? []) : [];
    return candidates.find(({ labels }) => entries.every(([key, value]) => labels[key] === value))?.name;
  };
}

interface Workload {
  readonly name: string;
  readonly labels: Labels;
}

/** Those that have a label. */
function* outsideRoot({ mesh }: Lookup, label: string): Generator<Workload> {
  for (const { key, namespace, selector, versions } of mesh.services) {
    if (namespace === mesh.rootNamespace) continue;
    const has = label in selector;
    if (versions.length === 0 && has) yield { name: key, labels: selector };
    for (const { labels } of versions)
      if (has || label in labels) yield { name: key, labels: { ...selector, ...labels } };
  }
  for (const { key, workload } of mesh.gateways) {
    if (workload.namespace !== mesh.rootNamespace) yield { name: key, labels: workload.selector };
  }
}
