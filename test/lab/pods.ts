// Pods: what they are, and what of them the API server knows.
import type { Api } from './api.ts';
import { NODE_NAME } from './control-plane.ts';
import { type Deployment, isKind, type KubeObject } from './objects.ts';

export interface PodSpec {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What the application listens on; for a gateway, what its listeners may bind. */
  readonly ports: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly proxy: 'sidecar' | 'gateway' | 'none';
}

export interface RunningPod extends PodSpec {
  readonly index: number;
  readonly address: string;
  /** Its network namespace. */
  readonly space: string;
}

/** The pods that a cluster would run for these manifests, one for each Deployment. */
export const podsOf = (manifests: readonly KubeObject[]): PodSpec[] => {
  const meshed = new Set(
    manifests
      .filter(isKind('Namespace'))
      .filter(isInjected)
      .map(({ metadata }) => metadata.name),
  );
  return manifests
    .filter(isKind<Deployment>('Deployment'))
    .map(({ metadata: { name, namespace = 'default' }, spec }) => ({
      name,
      namespace,
      serviceAccount: spec.template.spec.serviceAccountName ?? 'default',
      labels: spec.template.metadata.labels,
      ports: spec.template.spec.containers.flatMap(({ ports = [] }) => ports),
      proxy: meshed.has(namespace) ? 'sidecar' : 'none',
    }));
};

const isInjected = ({ metadata: { labels = {} } }: KubeObject): boolean =>
  labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined;

export const declarePod = async (api: Api, pod: RunningPod): Promise<void> => {
  const app = {
    name: 'app',
    image: 'app',
    ports: pod.ports.map(({ name, containerPort }) => ({ name, containerPort })),
  };
  const proxy = { name: 'istio-proxy', image: 'proxyv2' };
  const containers = { sidecar: [app, proxy], gateway: [{ ...proxy, ports: app.ports }], none: [app] }[pod.proxy];
  const { name, namespace, labels, serviceAccount: serviceAccountName, address: podIP } = pod;
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: proxyLabels(pod, labels) } };
  await api.apply({ ...object, spec: { nodeName: NODE_NAME, serviceAccountName, containers } });
  const conditions = [{ type: 'Ready', status: 'True' }];
  await api.patchStatus(object, { phase: 'Running', podIP, podIPs: [{ ip: podIP }], conditions });
};

/** Istio's injector says by this label that a pod takes mutual TLS. */
const proxyLabels = (pod: PodSpec, labels: PodSpec['labels']): PodSpec['labels'] =>
  pod.proxy === 'none' ? labels : { ...labels, 'security.istio.io/tlsMode': 'istio' };
