// Services: what the endpoint controller, kube-proxy and the cluster's DNS would do for them.
import type { Api } from './api.ts';
import { ISTIOD_HOST } from './control-plane.ts';
import { type Forward, forward, NODE_ADDRESS, writeHosts } from './network.ts';
import { type KubeObject, type Service, selects } from './objects.ts';
import type { RunningPod } from './pods.ts';
import type { Site } from './site.ts';

type ServicePort = NonNullable<Service['spec']['ports']>[number];

const hasAddress = ({ spec: { clusterIP } }: Service): boolean => clusterIP !== undefined && clusterIP !== 'None';

/** Brings endpoints, forwarding and names in line with the Services and pods that there are; those that come know the names only. */
export const syncServices = async (
  site: Site,
  api: Api,
  pods: readonly RunningPod[],
  coming: readonly RunningPod[] = [],
): Promise<void> => {
  const services = await api.list<Service>('/api/v1/services');
  const backed = services.map((service) => ({ service, backends: backendsOf(service, pods) }));
  await Promise.all(backed.map(({ service, backends }) => writeEndpoints(api, service, backends)));
  const addressed = backed.filter(({ service }) => hasAddress(service));
  await forward(
    site,
    addressed.flatMap(({ service, backends }) =>
      (service.spec.ports ?? []).map((port) => forwardOf(service, port, backends)),
    ),
  );
  for (const pod of [...pods, ...coming]) writeHosts(pod.space, hostsFor(pod, services.filter(hasAddress)));
};

const backendsOf = ({ metadata, spec: { selector } }: Service, pods: readonly RunningPod[]): readonly RunningPod[] =>
  selector === undefined
    ? []
    : pods.filter(({ namespace, labels }) => namespace === metadata.namespace && selects(selector, labels));

const targetOf = ({ port, targetPort = port }: ServicePort, pod: RunningPod): number | undefined =>
  typeof targetPort === 'number' ? targetPort : pod.ports.find(({ name }) => name === targetPort)?.containerPort;

/** One slice for each backend and port, since a named target port may differ between pods. */
const writeEndpoints = async (
  api: Api,
  { metadata, spec }: Service,
  backends: readonly RunningPod[],
): Promise<void> => {
  for (const pod of backends) {
    const ports = (spec.ports ?? []).flatMap((port) => {
      const target = targetOf(port, pod);
      return target === undefined ? [] : [{ name: port.name ?? '', port: target, protocol: 'TCP' }];
    });
    await api.apply({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${metadata.name}-${pod.name}`,
        namespace: metadata.namespace,
        labels: { 'kubernetes.io/service-name': metadata.name },
      },
      addressType: 'IPv4',
      ports,
      endpoints: [
        {
          addresses: [pod.address],
          conditions: { ready: true },
          targetRef: { kind: 'Pod', name: pod.name, namespace: pod.namespace },
        },
      ],
    });
  }
};

/** Takes away the endpoints of pods that are to go. */
export const removeEndpoints = async (api: Api, pods: readonly RunningPod[]): Promise<void> => {
  const slices = await api.list<EndpointSlice>('/apis/discovery.k8s.io/v1/endpointslices');
  const targets = new Set(pods.map(({ name, namespace }) => `${namespace}/${name}`));
  const gone = slices.filter(({ endpoints }) =>
    endpoints?.some(({ targetRef }) => targetRef && targets.has(`${targetRef.namespace}/${targetRef.name}`)),
  );
  for (const { metadata } of gone)
    await api.remove({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata });
};

interface EndpointSlice extends KubeObject {
  readonly endpoints?: readonly { readonly targetRef?: { readonly name: string; readonly namespace: string } }[];
}

const forwardOf = (
  { spec: { clusterIP = '' } }: Service,
  port: ServicePort,
  backends: readonly RunningPod[],
): Forward => ({
  from: { address: clusterIP, port: port.port },
  to: backends.flatMap((pod) => {
    const target = targetOf(port, pod);
    return target === undefined ? [] : [{ address: pod.address, port: target }];
  }),
});

const hostsFor = (pod: RunningPod, services: readonly Service[]): Map<string, string[]> => {
  const hosts = new Map([[NODE_ADDRESS, [ISTIOD_HOST]]]);
  for (const { metadata, spec } of services) {
    const short = metadata.namespace === pod.namespace ? [metadata.name] : [];
    const name = `${metadata.name}.${metadata.namespace}`;
    hosts.set(spec.clusterIP ?? '', [`${name}.svc.cluster.local`, `${name}.svc`, name, ...short]);
  }
  return hosts;
};
