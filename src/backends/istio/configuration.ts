import { groupBy } from '../../base/order.ts';
import type { Gateway } from '../../model/gateway.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { ForeignPod, IstioConfiguration } from './read/index.ts';

/** What a mesh takes for given of the Istio that it runs on, and of what others deploy beside it. */
export function configurationOf({ mesh }: Lookup): IstioConfiguration {
  const proxies = groupBy(mesh.gateways, ({ workload }) =>
    JSON.stringify([workload.namespace, Object.entries(workload.selector).sort()]),
  );
  return {
    rootNamespace: mesh.rootNamespace,
    trustDomain: mesh.trustDomain,
    trustDomainAliases: mesh.trustDomainAliases,
    clusterDomain: mesh.clusterDomain,
    injected: new Map(mesh.namespaces.map(({ name, dataPlane }) => [name, dataPlane.kind === 'sidecar'])),
    pods: [...proxies.values()].map(podOf),
  };
}

function podOf(gateways: readonly Gateway[]): ForeignPod {
  const { namespace, selector } = gateways[0]!.workload;
  const ports = gateways
    .flatMap(({ listeners }) => listeners)
    .flatMap(({ port, targetPort }) => (targetPort === undefined ? [] : [[port, targetPort] as const]));
  return { namespace, labels: selector, ports: new Map(ports) };
}
