// The ingress gateway that `istioctl install` brings: its names, labels, identity and ports.
import type { Certificate } from './certificates.ts';
import { ROOT_NAMESPACE } from './control-plane.ts';
import { isKind, type KubeObject } from './objects.ts';
import type { PodSpec } from './pods.ts';

const NAME = 'istio-ingressgateway';
const LABELS = { app: NAME, istio: 'ingressgateway' };
const SERVICE_ACCOUNT = `${NAME}-service-account`;

export const ingressGatewayPod: PodSpec = {
  name: NAME,
  namespace: ROOT_NAMESPACE,
  serviceAccount: SERVICE_ACCOUNT,
  labels: LABELS,
  ports: [{ containerPort: 8080 }, { containerPort: 8443 }],
  proxy: 'gateway',
};

export const ingressGatewayObjects: readonly (KubeObject & Record<string, unknown>)[] = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: SERVICE_ACCOUNT, namespace: ROOT_NAMESPACE } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: NAME, namespace: ROOT_NAMESPACE, labels: LABELS },
    spec: {
      type: 'LoadBalancer',
      selector: LABELS,
      ports: [
        { name: 'http2', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
    },
  },
];

interface Gateway extends KubeObject {
  readonly spec: {
    readonly servers: readonly {
      readonly hosts: readonly string[];
      readonly tls?: { readonly credentialName?: string };
    }[];
  };
}

/** The certificates that the gateways of a mesh name; they belong where the gateway's pods run. */
export const certificatesOf = (manifests: readonly KubeObject[]): Certificate[] =>
  manifests
    .filter(isKind<Gateway>('Gateway'))
    .filter(({ apiVersion }) => apiVersion.startsWith('networking.istio.io/'))
    .flatMap(({ spec }) => spec.servers)
    .flatMap(({ hosts, tls }) => {
      const host = hosts[0]?.replace(/^[^/]*\//, '');
      return tls?.credentialName === undefined || host === undefined
        ? []
        : [{ name: tls.credentialName, namespace: ROOT_NAMESPACE, host }];
    });
