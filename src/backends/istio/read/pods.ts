import { groupBy, uniqueBy } from '../../../base/order.ts';
import type { Manifest } from '../../../manifest/manifest.ts';
import type { IstioConfiguration, Labels } from './configuration.ts';
import { type LabelIndex, labelIndex } from './label-index.ts';
import type { OfKind } from './of-kind.ts';
import { isPart } from './selection.ts';

/** A pod as its template makes it, or as others say that there is one. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
  /** Names of its ports. */
  readonly named: ReadonlyMap<string, number>;
}

/** The pods of a service; where no manifest makes any, those that its selector and its subsets ask for. */
export type PodsOf = (service: Manifest) => readonly Pod[];

export function podsOf(ofKind: OfKind, { clusterDomain }: IstioConfiguration): PodsOf {
  const made = madeBy(ofKind('Deployment'));
  const rules = groupBy(ofKind('DestinationRule'), ({ spec }) => (spec as { readonly host?: string }).host);
  return (service) => {
    const selector = (service.spec as { readonly selector?: Labels }).selector ?? {};
    const namespace = service.metadata.namespace ?? 'default';
    const [first] = Object.keys(selector);
    if (first === undefined) return [];
    const pods = made.at(namespace, first, selector[first]!).filter(({ labels }) => isPart(selector, labels));
    const unmade = subsetsOf(`${service.metadata.name}.${namespace}.svc.${clusterDomain}`, rules)
      .filter((labels) => !pods.some((pod) => isPart(labels, pod.labels)))
      .map((labels) => ({ ...selector, ...labels }));
    if (pods.length === 1 && unmade.length === 0) return pods;
    const asked = pods.length + unmade.length > 0 ? unmade : [selector];
    return uniqueBy([...pods, ...asked.map((labels): Pod => ({ namespace, labels, named: new Map() }))], ({ labels }) =>
      JSON.stringify(labels),
    );
  };
}

/** The pods of Deployments, by each of their labels. */
function madeBy(deployments: readonly Manifest[]): LabelIndex<Pod> {
  const made = labelIndex<Pod>();
  for (const deployment of deployments) {
    const pod = podOf(deployment);
    for (const label of Object.keys(pod.labels)) made.add(pod.namespace, label, pod.labels[label]!, pod);
  }
  return made;
}

interface Template {
  readonly metadata?: { readonly labels?: Labels };
  readonly spec?: {
    readonly containers?: readonly {
      readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
    }[];
  };
}

function podOf({ metadata, spec }: Manifest): Pod {
  const { template } = spec as { readonly template?: Template };
  const ports = (template?.spec?.containers ?? []).flatMap((container) => container.ports ?? []);
  return {
    namespace: metadata.namespace ?? 'default',
    labels: template?.metadata?.labels ?? {},
    named: new Map(ports.flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort]]))),
  };
}

function subsetsOf(host: string, rules: ReadonlyMap<string | undefined, readonly Manifest[]>): readonly Labels[] {
  const found: Labels[] = [];
  for (const { spec } of rules.get(host) ?? []) {
    const { subsets = [] } = spec as { readonly subsets?: readonly { readonly labels?: Labels }[] };
    for (const { labels = {} } of subsets) found.push(labels);
  }
  return found;
}

/** Whether pods get a sidecar: their own label says, or that of their namespace. */
export function injection(
  ofKind: OfKind,
  { injected }: IstioConfiguration,
): (namespace: string, labels: Labels) => boolean {
  const namespaces = new Map(ofKind('Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  return (namespace, labels) => {
    const own = labels['sidecar.istio.io/inject'];
    const around = namespaces.get(namespace);
    const said = around === undefined ? undefined : around['istio-injection'];
    if (said === 'disabled' || own === 'false') return false;
    if (said === 'enabled' || own === 'true') return true;
    if (around?.['istio.io/rev'] !== undefined) return true;
    return around === undefined ? (injected.get(namespace) ?? false) : false;
  };
}
