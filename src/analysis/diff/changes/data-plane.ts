import { groupBy } from '../../../base/order.ts';
import type { DataPlane } from '../../../model/mesh.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides } from './found.ts';

/** Whether and how namespaces are part of the mesh. */
export function dataPlaneChanges(sides: Sides): readonly FoundChange[] {
  const [before, after] = [sides.base.model, sides.head.model];
  if (!before || !after) return fromProxies(sides);
  return after.mesh.namespaces.flatMap((namespace): FoundChange[] => {
    const old = before.namespaces.get(namespace.name);
    if (!old || print(old.dataPlane) === print(namespace.dataPlane)) return [];
    return [told(namespace.name, old.dataPlane, namespace.dataPlane, changeCauses(old.span, namespace.span))];
  });
}

function told(name: string, before: DataPlane, after: DataPlane, causes: FoundChange['causes']): FoundChange {
  const leaves = before.kind === 'sidecar' && after.kind !== 'sidecar';
  return {
    kind: 'data-plane',
    what: 'changed',
    key: `namespace ${name}`,
    subject: `namespace ${name}`,
    text: `${print(before)} → ${print(after)}${leaves ? ': its policies are not enforced by sidecars any more' : ''}`,
    causes,
    risk: leaves ? risk('high', 'plaintext') : NO_RISK,
  };
}

function print(dataPlane: DataPlane): string {
  const revision = dataPlane.kind === 'sidecar' && dataPlane.revision ? ` (revision ${dataPlane.revision})` : '';
  return `${dataPlane.kind}${revision}`;
}

/** Manifests show only whether workloads have a proxy. */
function fromProxies({ base, head }: Sides): readonly FoundChange[] {
  const others = new Map(base.destinations.map((one) => [one.key, one.proxy]));
  const changed = head.destinations.filter(({ key, proxy }) => (others.get(key) ?? proxy) !== proxy);
  const byNamespace = groupBy(changed, ({ key }) => key.slice(key.indexOf(' ') + 1, key.indexOf('/')));
  return Array.from(byNamespace, ([name, [first]]) => {
    const kind = (proxy: string | undefined): DataPlane => ({ kind: proxy === 'none' ? 'none' : 'sidecar' });
    return told(name, kind(others.get(first!.key)), kind(first!.proxy), []);
  });
}
