import type { Destination, DestinationPort, Policy } from '../../../access/destination.ts';
import { uniqueBy } from '../../../base/order.ts';
import type { ServiceSpecPort } from '../../../manifest/kinds/core.ts';
import type { Manifest } from '../../../manifest/manifest.ts';
import type { MtlsMode } from '../../../model/mesh.ts';
import type { IstioConfiguration, Labels } from './configuration.ts';
import { type GatewayProxy, gatewayProxies, listenerPort, serversOf } from './gateway.ts';
import { acceptedIssuers } from './issuers.ts';
import { injection, type Pod, podsOf } from './pods.ts';
import { readPolicies } from './policy.ts';
import { carries } from './port.ts';
import { selection } from './selection.ts';
import { transport } from './transport.ts';

/**
 * What manifests mean to Istio: each workload, and all that decides what reaches it. A service whose pods are not all treated
 * alike appears several times. Shares nothing with what emits manifests but their types.
 */
export function readDestinations(
  manifests: readonly Manifest[],
  configuration: IstioConfiguration,
): readonly Destination[] {
  const reader = workloadReader(manifests, configuration);
  const pods = podsOf(manifests, configuration);
  const services = manifests.filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1');
  return [
    ...services.flatMap((service) => serviceDestinations(service, pods(service), reader)),
    ...gatewayProxies(manifests, configuration).flatMap((proxy) => gatewayDestinations(proxy, reader)),
  ];
}

interface WorkloadReader {
  readonly hasSidecar: (namespace: string, labels: Labels) => boolean;
  readonly mtls: (namespace: string, labels: Labels) => (port: number) => MtlsMode;
  readonly policies: (namespace: string, labels: Labels) => readonly Policy[];
}

function workloadReader(manifests: readonly Manifest[], configuration: IstioConfiguration): WorkloadReader {
  const { rootNamespace } = configuration;
  const select = (kind: string) =>
    selection(
      manifests.filter((manifest) => manifest.kind === kind),
      rootNamespace,
    );
  const peers = select('PeerAuthentication');
  const tokens = select('RequestAuthentication');
  const authorization = select('AuthorizationPolicy');
  return {
    hasSidecar: injection(manifests, configuration),
    mtls: (namespace, labels) => transport(peers(namespace, labels), rootNamespace),
    policies: (namespace, labels) =>
      readPolicies(authorization(namespace, labels), acceptedIssuers(tokens(namespace, labels)), configuration),
  };
}

function serviceDestinations(service: Manifest, pods: readonly Pod[], reader: WorkloadReader): readonly Destination[] {
  const { name, namespace = 'default' } = service.metadata;
  const key = `service ${namespace}/${name}`;
  const { ports = [] } = service.spec as { readonly ports?: readonly ServiceSpecPort[] };
  if (pods.length === 1) return [podDestination(key, pods[0]!, ports, reader)];
  return uniqueBy(
    pods.map((pod) => podDestination(key, pod, ports, reader)),
    (one) => JSON.stringify(one),
  );
}

function podDestination(
  key: string,
  { namespace, labels, named }: Pod,
  ports: readonly ServiceSpecPort[],
  reader: WorkloadReader,
): Destination {
  const proxy = reader.hasSidecar(namespace, labels);
  const mtls = reader.mtls(namespace, labels);
  const numbered = ports.flatMap((port) => {
    const number = typeof port.targetPort === 'string' ? named.get(port.targetPort) : (port.targetPort ?? port.port);
    return number === undefined ? [] : [{ port: number, seen: carries(port) }];
  });
  return {
    key,
    proxy: proxy ? 'sidecar' : 'none',
    ports: numbered.flatMap(({ port, seen }) =>
      (seen === 'either' ? [true, false] : [seen === 'http']).map(
        (http): DestinationPort => ({ port, http, mtls: proxy ? mtls(port) : 'permissive' }),
      ),
    ),
    policies: proxy ? reader.policies(namespace, labels) : [],
  };
}

/** What one proxy serves, it serves for all of its Gateways: their ports are one another's. */
function gatewayDestinations({ pod, gateways }: GatewayProxy, reader: WorkloadReader): readonly Destination[] {
  const ports = gateways.flatMap(serversOf).map((server) => listenerPort(server, pod));
  const policies = reader.policies(pod.namespace, pod.labels);
  return gateways.map(({ metadata }) => ({
    key: `gateway ${metadata.namespace ?? 'default'}/${metadata.name}`,
    proxy: 'gateway',
    ports,
    policies,
  }));
}
