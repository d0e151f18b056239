import type { PartReader } from '../../backends/backend.ts';
import { uniqueBy } from '../../base/order.ts';
import { isPart, type Labels, namespaceOf, podLabels, selectorOf, specOf } from './objects.ts';
import { keysOf, type Universe } from './universe.ts';

/** A service or a gateway, and the keys of all objects that decide about it in some version. */
export interface Place {
  /** `service bookinfo/reviews`, as destinations are called. */
  readonly key: string;
  /** What decides what is admitted there. */
  readonly admission: readonly string[];
  /** What decides how it is to be spoken to. */
  readonly transport: readonly string[];
  readonly host: string;
  readonly service?: string;
  readonly deployments: readonly string[];
  readonly rules: readonly string[];
}

/** Every place there is on the way. */
export function placesOf(universe: Universe, surroundings: PartReader): readonly Place[] {
  return [...servicesOf(universe, surroundings), ...gatewaysOf(universe, surroundings)];
}

function servicesOf(universe: Universe, { rootNamespace, clusterDomain }: PartReader): readonly Place[] {
  return keysOf(universe.ofKind('Service')).map((service): Place => {
    const versions = universe.versions(service);
    const { metadata } = versions[0]!;
    const namespace = metadata.namespace ?? 'default';
    const host = `${metadata.name}.${namespace}.svc.${clusterDomain}`;
    const selectors = versions.map(selectorOf).filter((selector) => Object.keys(selector).length > 0);
    const deployments = universe.making(namespace, selectors);
    const rules = universe.rulesOf(host);
    const pods = podsOf(universe, selectors, deployments, rules);
    const around = namespaces(namespace, rootNamespace);
    const own = [service, `/Namespace//${namespace}`, ...deployments, ...rules];
    const peers = universe.holdingFor('PeerAuthentication', around, pods);
    return {
      key: `service ${namespace}/${metadata.name}`,
      admission: [
        ...own,
        ...peers,
        ...universe.holdingFor('AuthorizationPolicy', around, pods),
        ...universe.holdingFor('RequestAuthentication', around, pods),
      ],
      transport: [...own, ...peers],
      host,
      service,
      deployments,
      rules,
    };
  });
}

/** Labels of pods that a service may have: made ones, and those that its selector and its subsets ask for. */
function podsOf(
  universe: Universe,
  selectors: readonly Labels[],
  deployments: readonly string[],
  rules: readonly string[],
): readonly Labels[] {
  const made = deployments.flatMap((key) => universe.versions(key).map(podLabels));
  const subsets = rules
    .flatMap((key) => universe.versions(key))
    .flatMap((rule) => specOf<{ subsets: readonly { readonly labels?: Labels }[] }>(rule).subsets ?? []);
  const asked = selectors.flatMap((selector) => [
    selector,
    ...subsets.map(({ labels }) => ({ ...selector, ...labels })),
  ]);
  return uniqueBy([...made, ...asked], (labels) => JSON.stringify(labels));
}

function gatewaysOf(universe: Universe, { rootNamespace, proxies }: PartReader): readonly Place[] {
  const gateways = universe.ofKind('Gateway');
  return keysOf(gateways).flatMap((key): readonly Place[] => {
    const [first] = universe.versions(key);
    if (first === undefined) return [];
    const serving = proxies.filter(({ labels }) =>
      universe.versions(key).some((one) => isPart(selectorOf(one), labels)),
    );
    const pods = serving.map(({ labels }) => labels);
    const beside = gateways.filter((one) => pods.some((labels) => isPart(selectorOf(one), labels)));
    const around = [...new Set([rootNamespace, ...serving.map(({ namespace }) => namespace)])];
    return [
      {
        key: `gateway ${namespaceOf(first)}/${first.metadata.name}`,
        admission: [
          ...new Set([
            key,
            ...keysOf(beside),
            ...universe.holdingFor('AuthorizationPolicy', around, pods),
            ...universe.holdingFor('RequestAuthentication', around, pods),
          ]),
        ],
        transport: [],
        host: '',
        deployments: [],
        rules: [],
      },
    ];
  });
}

function namespaces(own: string, root: string): readonly string[] {
  return own === root ? [own] : [root, own];
}
