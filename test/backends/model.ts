import type { NonEmpty } from '../../src/base/nonempty.ts';
import type { Span } from '../../src/base/span.ts';
import type { AuthorizationRule, Caller } from '../../src/model/authorization.ts';
import type { Gateway, GatewayHttpRoute, Listener } from '../../src/model/gateway.ts';
import { type Lookup, lookup } from '../../src/model/lookup.ts';
import type { Mesh, Namespace } from '../../src/model/mesh.ts';
import type { HttpRoute } from '../../src/model/route.ts';
import type { Service, Workload } from '../../src/model/service.ts';

/** Parts of a mesh made by hand, with what a test does not say filled in. */

let line = 0;

export function span(): Span {
  line += 1;
  return { file: 'policies/test.ts', line, column: 1 };
}

export function mesh(parts: Partial<Mesh> = {}): Lookup {
  return lookup({
    name: 'shop',
    trustDomain: 'cluster.local',
    trustDomainAliases: [],
    rootNamespace: 'istio-system',
    clusterDomain: 'cluster.local',
    mtls: 'strict',
    authorization: 'deny-by-default',
    namespaces: [namespace('shop')],
    services: [],
    gateways: [],
    rateLimits: [],
    guardrails: [],
    issuers: [],
    calls: [],
    rules: [],
    raw: [],
    patches: [],
    span: span(),
    ...parts,
  });
}

export function namespace(name: string, parts: Partial<Namespace> = {}): Namespace {
  return { name, dataPlane: { kind: 'sidecar' }, labels: {}, owned: true, span: span(), ...parts };
}

export function service(name: string, parts: Partial<Service> = {}): Service {
  const ns = parts.namespace ?? 'shop';
  return {
    key: `${ns}/${name}`,
    name,
    namespace: ns,
    hostname: `${name}.${ns}.svc.cluster.local`,
    ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'http' }],
    identity: { trustDomain: 'cluster.local', namespace: ns, serviceAccount: name },
    ownsServiceAccount: true,
    selector: { app: name },
    versions: [],
    mtls: { ports: [] },
    routes: [],
    labels: {},
    span: span(),
    ...parts,
  };
}

export function workload(parts: Partial<Workload> = {}): Workload {
  return { image: 'example.com/app:1', env: [], probes: {}, ...parts };
}

export function rule(target: string, parts: Partial<AuthorizationRule> = {}): AuthorizationRule {
  return {
    effect: 'allow',
    scope: { kind: 'service', service: `shop/${target}` },
    from: 'anyone',
    except: [],
    requests: 'any',
    when: [],
    dryRun: false,
    origin: 'rule',
    span: span(),
    ...parts,
  };
}

export function caller(name: string, namespace = 'shop'): Caller {
  return {
    kind: 'workload',
    identity: { trustDomain: 'cluster.local', namespace, serviceAccount: name },
    of: { kind: 'service', service: `${namespace}/${name}` },
  };
}

export function gateway(name: string, parts: Partial<Gateway> = {}): Gateway {
  return {
    key: `shop/${name}`,
    name,
    namespace: 'shop',
    workload: {
      namespace: 'istio-system',
      selector: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
      identity: {
        trustDomain: 'cluster.local',
        namespace: 'istio-system',
        serviceAccount: 'istio-ingressgateway-service-account',
      },
    },
    listeners: [listener('https')],
    routes: [],
    span: span(),
    ...parts,
  };
}

export function listener(name: string, parts: Partial<Listener> = {}): Listener {
  return {
    name,
    port: 443,
    protocol: 'https',
    hosts: ['shop.example.com'],
    tls: { mode: 'terminate', credential: 'cert', minVersion: '1.2' },
    ...parts,
  };
}

/** A listener that sees plain HTTP. */
export function plain(name: string, parts: Partial<Listener> = {}): Listener {
  const { tls: _, ...rest } = listener(name, { port: 80, protocol: 'http', ...parts });
  return rest;
}

export function gatewayRoute(
  target: string,
  hosts: NonEmpty<string>,
  parts: Partial<HttpRoute> = {},
  listeners: NonEmpty<string> = ['https'],
): GatewayHttpRoute {
  return { kind: 'http', hosts, listeners, route: route(target, parts), span: span() };
}

export function route(target: string, parts: Partial<HttpRoute> = {}): HttpRoute {
  return {
    kind: 'http',
    name: target,
    matches: [],
    action: { kind: 'forward', to: [{ service: `shop/${target}`, port: 80, weight: 100 }] },
    span: span(),
    ...parts,
  };
}
