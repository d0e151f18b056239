import { groupBy, uniqueBy } from '../../base/order.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { Lookup } from '../../model/lookup.ts';
import { configurationOf } from './configuration.ts';
import type { ForeignPod, IstioConfiguration } from './read/index.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * What manifests take for given where the policies that they came from are not at hand: their own names and places say most of it,
 * and the rest is taken from a mesh that they are compared with.
 */
export function configurationIn(manifests: readonly Manifest[], other?: Lookup): IstioConfiguration {
  const elsewhere = other && configurationOf(other);
  return {
    rootNamespace: rootNamespaceIn(manifests) ?? elsewhere?.rootNamespace ?? 'istio-system',
    trustDomain: trustDomainIn(manifests, elsewhere) ?? 'cluster.local',
    trustDomainAliases: elsewhere?.trustDomainAliases ?? [],
    clusterDomain: clusterDomainIn(manifests) ?? elsewhere?.clusterDomain ?? 'cluster.local',
    injected: elsewhere?.injected ?? new Map(),
    pods: gatewayPods(manifests, elsewhere?.pods ?? []),
  };
}

/** Where the manifests are that hold for the whole mesh. */
function rootNamespaceIn(manifests: readonly Manifest[]): string | undefined {
  const telling = manifests.find(
    ({ kind, metadata }) =>
      (kind === 'AuthorizationPolicy' && metadata.name === 'allow-nothing') ||
      (kind === 'Telemetry' && metadata.name === 'mesh-default'),
  );
  if (telling) return telling.metadata.namespace;
  const homes = new Set(manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.namespace));
  return manifests.find(
    ({ kind, metadata }) =>
      kind === 'PeerAuthentication' && metadata.name === 'default' && !homes.has(metadata.namespace),
  )?.metadata.namespace;
}

/**
 * The trust domain by which rules name the mesh's own service accounts: that of the mesh that it is compared with, under any of
 * its names, or the one that most are named by.
 */
function trustDomainIn(manifests: readonly Manifest[], elsewhere: IstioConfiguration | undefined): string | undefined {
  const own = new Set(
    manifests
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(({ metadata }) => `ns/${metadata.namespace}/sa/${metadata.name}`),
  );
  const domains = manifests.flatMap(principalsOf).flatMap((principal) => {
    const [domain = '', ...account] = principal.split('/');
    return own.has(account.join('/')) ? [domain] : [];
  });
  const counts = groupBy(domains, (domain) => domain);
  const known = elsewhere ? [elsewhere.trustDomain, ...elsewhere.trustDomainAliases] : [];
  if (counts.size === 0 || known.some((domain) => counts.has(domain))) return elsewhere?.trustDomain;
  return [...counts].sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1))[0]![0];
}

interface Policy {
  readonly rules?: readonly {
    readonly from?: readonly { readonly source?: { readonly principals?: readonly string[] } }[];
  }[];
  readonly selector?: { readonly matchLabels?: Labels };
}

function principalsOf({ kind, spec }: Manifest): readonly string[] {
  if (kind !== 'AuthorizationPolicy') return [];
  const { rules = [] } = (spec ?? {}) as Policy;
  return rules.flatMap(({ from = [] }) => from.flatMap(({ source }) => source?.principals ?? []));
}

function clusterDomainIn(manifests: readonly Manifest[]): string | undefined {
  for (const { kind, spec } of manifests) {
    const { host } = (kind === 'DestinationRule' ? spec : {}) as { readonly host?: string };
    const domain = /^[^.]+\.[^.]+\.svc\.(.+)$/.exec(host ?? '')?.[1];
    if (domain !== undefined) return domain;
  }
  return undefined;
}

/** The proxies that serve the Gateways: where policies select the same pods, or where the other mesh has them. */
function gatewayPods(manifests: readonly Manifest[], elsewhere: readonly ForeignPod[]): readonly ForeignPod[] {
  const gateways = manifests.filter(({ kind, apiVersion }) => kind === 'Gateway' && apiVersion.includes('istio.io'));
  const policies = groupBy(
    manifests.filter(({ kind }) => kind === 'AuthorizationPolicy' || kind === 'RequestAuthentication'),
    ({ spec }) => printed(((spec ?? {}) as Policy).selector?.matchLabels ?? {}),
  );
  const pods = gateways.flatMap(({ metadata, spec }): readonly ForeignPod[] => {
    const { selector: labels = {} } = (spec ?? {}) as { readonly selector?: Labels };
    const key = printed(labels);
    const known = elsewhere.filter((pod) => printed(pod.labels) === key);
    if (known.length > 0) return known;
    const places = new Set((policies.get(key) ?? []).map((policy) => policy.metadata.namespace));
    if (places.size === 0) places.add(metadata.namespace);
    return [...places].map((namespace = 'default') => ({ namespace, labels, ports: new Map() }));
  });
  return uniqueBy(pods, ({ namespace, labels }) => `${namespace} ${printed(labels)}`);
}

function printed(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort());
}
