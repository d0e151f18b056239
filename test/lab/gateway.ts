// The ingress gateway that `istioctl install` brings: its names, labels, identity and ports.
import { ROOT_NAMESPACE } from './control-plane.ts';
import type { KubeObject } from './objects.ts';
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
