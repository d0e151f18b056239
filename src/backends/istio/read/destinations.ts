import type { Destination, DestinationPort } from '../../../access/destination.ts';
import type { AcceptedIssuer } from '../../../access/formula.ts';
import { uniqueBy } from '../../../base/order.ts';
import type { ServiceSpecPort } from '../../../manifest/kinds/core.ts';
import type { Manifest } from '../../../manifest/manifest.ts';
import type { MtlsMode } from '../../../model/mesh.ts';
import type { IstioConfiguration, Labels } from './configuration.ts';
import { type GatewayProxy, gatewayProxies, listenerPort, serversOf } from './gateway.ts';
import { acceptedIssuers } from './issuers.ts';
import { type OfKind, ofKinds } from './of-kind.ts';
import { injection, type Pod, podsOf } from './pods.ts';
import { type PolicyReader, policyReader } from './policy.ts';
import { carries } from './port.ts';
import { principalReader } from './principal.ts';
import { type Selection, selection } from './selection.ts';
import { transport } from './transport.ts';

/**
 * What manifests mean to Istio: each workload, and all that decides what reaches it. A service whose pods are not all treated
 * alike appears several times. Shares nothing with what emits manifests but their types.
 */
export function readDestinations(
  manifests: readonly Manifest[],
  configuration: IstioConfiguration,
): readonly Destination[] {
  const ofKind = ofKinds(manifests);
  const reader = workloadReader(ofKind, configuration);
  const pods = podsOf(ofKind, configuration);
  const services = ofKind('Service').filter(({ apiVersion }) => apiVersion === 'v1');
  return [
    ...services.flatMap((service) => serviceDestinations(service, pods(service), reader)),
    ...gatewayProxies(ofKind, configuration).flatMap((proxy) => gatewayDestinations(proxy, reader)),
  ];
}

/** What decides about requests to a workload beside the transport. */
type Decisions = Required<Pick<Destination, 'policies' | 'accepts'>>;

interface WorkloadReader {
  readonly hasSidecar: (namespace: string, labels: Labels) => boolean;
  readonly mtls: (namespace: string, labels: Labels) => (port: number) => MtlsMode;
  readonly decisions: (namespace: string, labels: Labels) => Decisions;
}

function workloadReader(ofKind: OfKind, configuration: IstioConfiguration): WorkloadReader {
  const { rootNamespace } = configuration;
  const select = (kind: string) => selection(ofKind(kind), rootNamespace);
  const peers = select('PeerAuthentication');
  const tokens = select('RequestAuthentication');
  const authorization = select('AuthorizationPolicy');
  const once = remembering();
  const readerOf = policyReaders(configuration);
  return {
    hasSidecar: injection(ofKind, configuration),
    mtls: transports(peers, rootNamespace),
    decisions: (namespace, labels) => {
      const policies = authorization(namespace, labels);
      const accepting = tokens(namespace, labels);
      return once(policies, accepting, () => {
        const accepts = acceptedIssuers(accepting);
        return { policies: readerOf(accepts)(policies), accepts };
      });
    },
  };
}

/** Pods for which nothing of their own is said are spoken to as others of their namespace are. */
function transports(peers: Selection, rootNamespace: string): WorkloadReader['mtls'] {
  const known = new Map<readonly Manifest[], (port: number) => MtlsMode>();
  return (namespace, labels) => {
    const holding = peers(namespace, labels);
    const found = known.get(holding) ?? transport(holding, rootNamespace);
    known.set(holding, found);
    return found;
  };
}

/** One reader for all workloads that accept the same tokens. */
function policyReaders(configuration: IstioConfiguration): (accepts: readonly AcceptedIssuer[]) => PolicyReader {
  const principal = principalReader(configuration);
  const known = new Map<string, PolicyReader>();
  return (accepts) => {
    const key = accepts.length === 0 ? '' : JSON.stringify(accepts);
    const found = known.get(key) ?? policyReader(accepts, configuration, principal);
    known.set(key, found);
    return found;
  };
}

/** Workloads for which the same manifests hold share what these mean. */
function remembering() {
  const numbers = new Map<Manifest, number>();
  const known = new Map<string, Decisions>();
  const number = (manifest: Manifest) => {
    if (!numbers.has(manifest)) numbers.set(manifest, numbers.size);
    return numbers.get(manifest);
  };
  return (policies: readonly Manifest[], tokens: readonly Manifest[], read: () => Decisions) => {
    const key = `${policies.map(number).join()} ${tokens.map(number).join()}`;
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  };
}

function serviceDestinations(service: Manifest, pods: readonly Pod[], reader: WorkloadReader): readonly Destination[] {
  const { name, namespace = 'default' } = service.metadata;
  const key = `service ${namespace}/${name}`;
  const { ports = [] } = service.spec as { readonly ports?: readonly ServiceSpecPort[] };
  if (pods.length === 1) return [podDestination(key, pods[0]!, ports, reader)];
  const all = pods.map((pod) => podDestination(key, pod, ports, reader));
  const [first] = all;
  if (first && all.every((one) => isAlike(one, first))) return [first];
  return uniqueBy(all, (one) => JSON.stringify(one));
}

function isAlike(one: Destination, other: Destination): boolean {
  const print = ({ proxy, ports }: Destination) => JSON.stringify([proxy, ports]);
  return one.policies === other.policies && print(one) === print(other);
}

function podDestination(
  key: string,
  { namespace, labels, named }: Pod,
  ports: readonly ServiceSpecPort[],
  reader: WorkloadReader,
): Destination {
  const proxy = reader.hasSidecar(namespace, labels);
  const mtls = proxy ? reader.mtls(namespace, labels) : undefined;
  const own: DestinationPort[] = [];
  for (const port of ports) {
    const number = typeof port.targetPort === 'string' ? named.get(port.targetPort) : (port.targetPort ?? port.port);
    if (number === undefined) continue;
    const seen = carries(port);
    const add = (http: boolean) => own.push({ port: number, http, mtls: mtls?.(number) ?? 'permissive' });
    if (seen !== 'tcp') add(true);
    if (seen !== 'http') add(false);
  }
  if (!proxy) return { key, proxy: 'none', ports: own, policies: [] };
  const { policies, accepts } = reader.decisions(namespace, labels);
  return { key, proxy: 'sidecar', ports: own, policies, accepts };
}

/** What one proxy serves, it serves for all of its Gateways: their ports are one another's. */
function gatewayDestinations({ pod, gateways }: GatewayProxy, reader: WorkloadReader): readonly Destination[] {
  const ports = gateways.flatMap(serversOf).map((server) => listenerPort(server, pod));
  const decisions = reader.decisions(pod.namespace, pod.labels);
  return gateways.map(({ metadata }) => ({
    key: `gateway ${metadata.namespace ?? 'default'}/${metadata.name}`,
    proxy: 'gateway',
    ports,
    ...decisions,
  }));
}
