// The same mesh as plain objects, for those who make manifests by hand.
import {
  callersOf,
  imageOf,
  NAMESPACE_SIZE,
  namespaceCount,
  namespaceName,
  namespaceOf,
  PORT,
  pathOf,
  serviceName,
} from './workload.ts';

export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels: Record<string, string> };
  readonly [field: string]: unknown;
}

/** The objects of a namespace: its own, and seven for each of its services. */
export function objectsOf(namespace: number, services: number): PlainObject[] {
  const first = namespace * NAMESPACE_SIZE;
  const size = Math.min(NAMESPACE_SIZE, services - first);
  const members = Array.from({ length: size }, (_, k) => objectsOfService(first + k, services));
  const metadata = { name: namespaceName(namespace), labels: { ...MANAGED, 'istio-injection': 'enabled' } };
  return [{ apiVersion: 'v1', kind: 'Namespace', metadata }, ...members.flat()];
}

export function allObjects(services: number): PlainObject[] {
  return Array.from({ length: namespaceCount(services) }, (_, i) => objectsOf(i, services)).flat();
}

const MANAGED = { 'app.kubernetes.io/managed-by': 'bench' };

function objectsOfService(service: number, services: number): PlainObject[] {
  const name = serviceName(service);
  const namespace = namespaceOf(service);
  const app = { app: name };
  const selector = { matchLabels: app };
  const metadata = { name, namespace, labels: { ...app, ...MANAGED } };
  const host = `${name}.${namespace}.svc.cluster.local`;
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { ports: [{ name: 'http', port: PORT, targetPort: PORT }], selector: app },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, name: `${name}-v1` },
      spec: deploymentSpec(name, imageOf(service)),
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [host],
        http: [{ name: 'default', route: [{ destination: { host, subset: 'v1' } }], timeout: '5s' }],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata,
      spec: {
        host,
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 100 } } },
        subsets: [{ name: 'v1', labels: { version: 'v1' } }],
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: { selector, action: 'ALLOW', rules: [callersRule(service, services)] },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata,
      spec: { selector, mtls: { mode: 'STRICT' } },
    },
  ];
}

function deploymentSpec(name: string, image: string) {
  const labels = { app: name, version: 'v1' };
  const container = { name, image, ports: [{ name: 'http', containerPort: PORT }] };
  return {
    replicas: 2,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { serviceAccountName: name, containers: [container] } },
  };
}

function callersRule(service: number, services: number) {
  const principals = callersOf(service, services).map(
    (caller) => `cluster.local/ns/${namespaceOf(caller)}/sa/${serviceName(caller)}`,
  );
  return {
    from: [{ source: { principals } }],
    to: [{ operation: { methods: ['GET'], paths: [pathOf(service)] } }],
  };
}
