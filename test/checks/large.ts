import type { AuthorizationRule } from '../../src/model/authorization.ts';
import type { Gateway } from '../../src/model/gateway.ts';
import type { Call, Mesh, RawManifest } from '../../src/model/mesh.ts';
import type { HttpRoute } from '../../src/model/route.ts';
import type { Service } from '../../src/model/service.ts';

const span = (line: number) => ({ file: 'policies/large.ts', line, column: 1 });

function route(name: string, service: Service['key'], line: number, path?: string): HttpRoute {
  return {
    kind: 'http',
    name,
    matches: path === undefined ? [] : [{ path: { kind: 'prefix', value: path }, headers: [], query: [] }],
    action: {
      kind: 'forward',
      to: [
        { service, version: 'v1', weight: 90 },
        { service, version: 'v2', weight: 10 },
      ],
    },
    span: { ...span(line), at: [0] },
  };
}

function service(i: number): Service {
  const name = `service-${i}`;
  const namespace = `namespace-${Math.floor(i / 10)}`;
  const key = `${namespace}/${name}` as const;
  const line = i * 10;
  const workload = { image: 'image', env: [], probes: {} };
  return {
    key,
    name,
    namespace,
    hostname: `${name}.${namespace}.svc.cluster.local`,
    ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'http' }],
    identity: { trustDomain: 'cluster.local', namespace, serviceAccount: name },
    ownsServiceAccount: true,
    selector: { app: name },
    versions: ['v1', 'v2'].map((version) => ({ name: version, labels: { version }, workload })),
    mtls: { mode: 'strict', ports: [] },
    traffic: { loadBalancer: { kind: 'least-request' }, span: span(line + 1) },
    routes: [route('slow', key, line + 2, '/slow'), route('rest', key, line + 2)],
    labels: {},
    span: span(line),
  };
}

/** A rule of three callers for each service. */
function rule(to: Service, callers: readonly Service[], line: number): AuthorizationRule[] {
  return callers.map((from) => ({
    effect: 'allow',
    scope: { kind: 'service', service: to.key },
    from: [{ kind: 'workload', identity: from.identity, of: { kind: 'service', service: from.key } }],
    except: [],
    requests: [{ methods: ['GET'], paths: [{ kind: 'template', value: '/items/{*}' }], headers: [] }],
    when: [],
    dryRun: false,
    origin: 'call',
    span: span(line),
  }));
}

function gateway(services: readonly Service[]): Gateway {
  return {
    key: 'edge/edge',
    name: 'edge',
    namespace: 'edge',
    workload: {
      namespace: 'istio-system',
      selector: { istio: 'ingressgateway' },
      identity: { trustDomain: 'cluster.local', namespace: 'istio-system', serviceAccount: 'ingress' },
    },
    listeners: [{ name: 'http', port: 80, protocol: 'http', hosts: ['shop.example.com', '*.shop.example.com'] }],
    routes: services.map((one, i) => ({
      kind: 'http',
      hosts: i % 2 === 0 ? ['shop.example.com'] : [`${one.name}.shop.example.com`],
      listeners: ['http'],
      route: route(one.name, one.key, i, `/${one.name}`),
      span: span(i),
    })),
    span: span(1),
  };
}

function rawFor(one: Service): RawManifest {
  const metadata = { name: one.name, namespace: one.namespace };
  const rules = [{ from: [{ source: { principals: [`cluster.local/ns/${one.namespace}/sa/${one.name}`] } }] }];
  const spec = { action: 'DENY', selector: { matchLabels: one.selector }, rules };
  return {
    manifest: { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata, spec },
    span: span(1),
  };
}

/** A mesh of so many services, ten a namespace, three callers each, all of them behind one gateway. */
export function largeMesh(size: number): Mesh {
  const services = Array.from({ length: size }, (_, i) => service(i));
  const callers = (i: number) => [1, 2, 3].map((step) => services[(i + step) % size] as Service);
  const calls = services.flatMap((to, i): Call[] =>
    callers(i).map((from) => ({ from: from.key, to: to.key, span: span(i) })),
  );
  const namespaces = [...new Set(services.map(({ namespace }) => namespace)), 'edge'];
  return {
    name: 'large',
    rateLimits: [],
    guardrails: [],
    trustDomain: 'cluster.local',
    trustDomainAliases: [],
    rootNamespace: 'istio-system',
    clusterDomain: 'cluster.local',
    mtls: 'strict',
    authorization: 'deny-by-default',
    namespaces: namespaces.map((name) => ({
      name,
      dataPlane: { kind: 'sidecar' },
      labels: {},
      owned: true,
      span: span(1),
    })),
    services,
    gateways: [gateway(services)],
    issuers: [],
    calls,
    rules: services.flatMap((to, i) => rule(to, callers(i), i)),
    raw: services.filter((_, i) => i % 10 === 0).map(rawFor),
    patches: [],
    span: span(1),
  };
}
