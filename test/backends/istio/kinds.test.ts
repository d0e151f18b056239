import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../../src/model/service.ts';
import type { TrafficPolicy } from '../../../src/model/traffic.ts';
import { gaps, lowered, names, spec } from '../lowered.ts';
import { caller, mesh, namespace, route, rule, service, span, workload } from '../model.ts';

function metadata(all: ReturnType<typeof mesh>, kind: string) {
  return lowered(all)
    .filter((manifest) => manifest.kind === kind)
    .map((manifest) => manifest.metadata);
}

describe('Namespace', () => {
  it('is labelled for injection, or for a revision, or against it', () => {
    const namespaces = [
      namespace('a', { labels: { team: 'x' } }),
      namespace('b', { dataPlane: { kind: 'sidecar', revision: '1-31' } }),
      namespace('c', { dataPlane: { kind: 'none' } }),
      namespace('d', { owned: false }),
    ];
    expect(metadata(mesh({ namespaces }), 'Namespace')).toEqual([
      { name: 'a', labels: { team: 'x', 'istio-injection': 'enabled' } },
      { name: 'b', labels: { 'istio.io/rev': '1-31' } },
      { name: 'c', labels: { 'istio-injection': 'disabled' } },
    ]);
  });

  it('ambient is refused', () => {
    expect(gaps(mesh({ namespaces: [namespace('a', { dataPlane: { kind: 'ambient' } })] }))).toEqual([
      'MW3201 namespace `a` is `ambient`, and this backend writes for sidecars',
    ]);
  });
});

describe('ServiceAccount', () => {
  it('is made once, where it is ours', () => {
    const identity = { trustDomain: 'cluster.local', namespace: 'shop', serviceAccount: 'shared' };
    const services = [
      service('a', { identity }),
      service('b', { identity }),
      service('c', { ownsServiceAccount: false }),
    ];
    expect(names(mesh({ services }), 'ServiceAccount')).toEqual(['shop/shared']);
  });
});

describe('Service and Deployment', () => {
  const ports: Service['ports'] = [
    { name: 'http', port: 80, targetPort: 8080, protocol: 'http' },
    { name: 'grpc-web', port: 81, targetPort: 8081, protocol: 'grpc-web' },
    { name: 'web', port: 82, targetPort: 8080, protocol: 'http' },
    { name: 'http-but-long-name', port: 83, targetPort: 8083, protocol: 'tcp' },
  ];

  it('say the protocol where the name of a port does not', () => {
    expect(spec(mesh({ services: [service('a', { ports })] }), 'Service', 'a')).toEqual({
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'grpc-web', port: 81, targetPort: 8081 },
        { name: 'web', appProtocol: 'http', port: 82, targetPort: 8080 },
        { name: 'http-but-long-name', appProtocol: 'tcp', port: 83, targetPort: 8083 },
      ],
      selector: { app: 'a' },
    });
  });

  it('select a version’s pods by what tells them apart', () => {
    const versions = [
      {
        name: 'v1',
        labels: { version: 'v1' },
        workload: workload({
          replicas: 2,
          command: ['/app'],
          args: ['-v'],
          env: [
            { name: 'A', kind: 'value', value: '1' },
            { name: 'B', kind: 'secret', from: 's', key: 'k' },
            { name: 'C', kind: 'configMap', from: 'c', key: 'k' },
            { name: 'D', kind: 'field', path: 'metadata.name' },
          ],
          resources: { requests: { cpu: '100m' } },
          probes: {
            liveness: { check: { kind: 'http', path: '/healthz', port: 8080 }, period: '1m', failureThreshold: 3 },
            readiness: { check: { kind: 'tcp', port: 8080 }, initialDelay: '5s', timeout: '2s' },
            startup: { check: { kind: 'exec', command: ['true'] }, successThreshold: 1 },
          },
        }),
      },
      { name: 'v2', labels: { version: 'v2' } },
    ];
    const all = mesh({ services: [service('a', { ports, versions, selector: { 'app.kubernetes.io/name': 'a' } })] });
    expect(names(all, 'Deployment')).toEqual(['shop/a-v1']);
    expect(spec(all, 'Deployment', 'a-v1')).toEqual({
      replicas: 2,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'a', version: 'v1' } },
      template: {
        metadata: { labels: { app: 'a', 'app.kubernetes.io/name': 'a', version: 'v1' } },
        spec: {
          serviceAccountName: 'a',
          containers: [
            {
              name: 'a',
              image: 'example.com/app:1',
              command: ['/app'],
              args: ['-v'],
              ports: [
                { name: 'http', containerPort: 8080 },
                { name: 'grpc-web', containerPort: 8081 },
                { containerPort: 8083 },
              ],
              env: [
                { name: 'A', value: '1' },
                { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
                { name: 'C', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
                { name: 'D', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              ],
              resources: { requests: { cpu: '100m' } },
              livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 60, failureThreshold: 3 },
              readinessProbe: { tcpSocket: { port: 8080 }, initialDelaySeconds: 5, timeoutSeconds: 2 },
              startupProbe: { exec: { command: ['true'] }, successThreshold: 1 },
            },
          ],
        },
      },
    });
  });

  it('a probe in parts of a second is refused', () => {
    const probes = { liveness: { check: { kind: 'grpc', port: 1 }, period: '1500ms' } } as const;
    const versions = [{ name: 'v1', labels: { version: 'v1' }, workload: workload({ probes }) }];
    expect(gaps(mesh({ services: [service('a', { versions })] }))[0]).toContain('MW3221');
  });
});

describe('PeerAuthentication', () => {
  it('is one for each scope that says something', () => {
    const all = mesh({
      namespaces: [namespace('shop', { mtls: 'permissive' }), namespace('other')],
      services: [
        service('a', { mtls: { mode: 'strict', ports: [] } }),
        service('b', { mtls: { ports: [{ port: 8080, mode: 'disabled' }] } }),
        service('c'),
      ],
    });
    expect(names(all, 'PeerAuthentication')).toEqual(['istio-system/default', 'shop/default', 'shop/a', 'shop/b']);
    expect(spec(all, 'PeerAuthentication', 'b')).toEqual({
      selector: { matchLabels: { app: 'b' } },
      portLevelMtls: { '8080': { mode: 'DISABLE' } },
    });
  });

  it('in the root namespace is the mesh’s', () => {
    const mtls = { mode: 'strict', ports: [] } as const;
    const services = [service('a', { namespace: 'istio-system', mtls })];
    expect(gaps(mesh({ services }))[0]).toContain('MW3215');
    expect(gaps(mesh({ namespaces: [namespace('istio-system', { mtls: 'strict' })] }))[0]).toContain('MW3215');
  });
});

describe('Sidecar', () => {
  const call = (from: string, to: string) => ({ from: `shop/${from}`, to: `shop/${to}`, span: span() }) as const;
  const hostsOf = (all: ReturnType<typeof mesh>, name: string) =>
    (spec(all, 'Sidecar', name).egress as { hosts: unknown }[])[0]!.hosts;

  it('knows whom its service calls, and where their routes lead', () => {
    const routes = [
      route('b', {
        action: { kind: 'forward', to: [{ service: 'shop/c', weight: 100 }] },
        mirror: { service: 'shop/d', percentage: 1 },
      }),
    ];
    const services = [service('a'), service('b', { routes }), service('c'), service('d')];
    const all = mesh({ services, calls: [call('a', 'b')] });
    expect(hostsOf(all, 'a')).toEqual([
      'shop/b.shop.svc.cluster.local',
      'shop/c.shop.svc.cluster.local',
      'shop/d.shop.svc.cluster.local',
    ]);
    expect(hostsOf(all, 'b')).toEqual(['~/*']);
  });

  it('knows the root namespace where providers are asked', () => {
    const services = [service('a')];
    const tracing = { provider: 'otel', sampling: 100 };
    expect(hostsOf(mesh({ services, tracing }), 'a')).toEqual(['istio-system/*']);
    const rules = [rule('a', { effect: 'custom', provider: 'opa' })];
    expect(hostsOf(mesh({ services, rules }), 'a')).toEqual(['istio-system/*']);
  });

  it('is not made where there are no proxies', () => {
    const namespaces = [namespace('shop', { dataPlane: { kind: 'none' } })];
    expect(names(mesh({ namespaces, services: [service('a')] }), 'Sidecar')).toEqual([]);
  });
});

describe('DestinationRule', () => {
  const rules = (traffic: Partial<TrafficPolicy>, parts: Partial<Service> = {}) =>
    spec(
      mesh({ services: [service('a', { traffic: { span: span(), ...traffic }, ...parts })] }),
      'DestinationRule',
      'a',
    );

  it('has a subset for each version', () => {
    const versions = [{ name: 'v1', labels: { version: 'v1' } }];
    expect(spec(mesh({ services: [service('a', { versions })] }), 'DestinationRule', 'a')).toEqual({
      host: 'a.shop.svc.cluster.local',
      subsets: [{ name: 'v1', labels: { version: 'v1' } }],
    });
  });

  it('is not made for nothing', () => {
    expect(names(mesh({ services: [service('a')] }), 'DestinationRule')).toEqual([]);
    expect(rules({})).toEqual({ host: 'a.shop.svc.cluster.local' });
  });

  it('says how clients treat the service', () => {
    expect(
      rules({
        loadBalancer: { kind: 'least-request' },
        localityFailover: [{ from: 'eu', to: 'us' }],
        warmup: '30s',
        connectionPool: { maxConnections: 100, idleTimeout: '1h', maxRequestsPerConnection: 10, h2Upgrade: true },
        outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' },
        tls: { mode: 'istio-mutual' },
      }).trafficPolicy,
    ).toEqual({
      loadBalancer: {
        simple: 'LEAST_REQUEST',
        localityLbSetting: { enabled: true, failover: [{ from: 'eu', to: 'us' }] },
        warmup: { duration: '30s' },
      },
      connectionPool: {
        tcp: { maxConnections: 100 },
        http: { maxRequestsPerConnection: 10, idleTimeout: '1h', h2UpgradePolicy: 'UPGRADE' },
      },
      outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' },
      tls: { mode: 'ISTIO_MUTUAL' },
    });
    const cookie = { kind: 'cookie', name: 'c', ttl: '0s' } as const;
    expect(rules({ loadBalancer: { kind: 'consistent-hash', on: cookie, minimumRingSize: 64 } }).trafficPolicy).toEqual(
      {
        loadBalancer: { consistentHash: { httpCookie: { name: 'c', ttl: '0s' }, ringHash: { minimumRingSize: 64 } } },
      },
    );
  });

  const refused: readonly (readonly [string, Partial<TrafficPolicy>])[] = [
    ['a credential that sidecars would have to read', { tls: { mode: 'mutual', credential: 'c' } }],
  ];
  for (const [what, traffic] of refused) {
    it(`${what} is refused`, () => {
      const services = [service('a', { traffic: { span: span(), ...traffic } }), service('b')];
      const calls = [{ from: 'shop/b', to: 'shop/a', span: span() }] as const;
      expect(gaps(mesh({ services, calls, rules: [rule('a', { from: [caller('b')] })] }))[0]).toContain('MW3218');
    });
  }
});

describe('Telemetry', () => {
  it('says all in one object', () => {
    const all = mesh({
      tracing: { provider: 'otel', sampling: 1 },
      accessLogs: { provider: 'envoy', filter: 'response.code >= 400' },
    });
    expect(names(all, 'Telemetry')).toEqual(['istio-system/mesh-default']);
    expect(spec(all, 'Telemetry', 'mesh-default')).toEqual({
      tracing: [{ providers: [{ name: 'otel' }], randomSamplingPercentage: 1 }],
      accessLogging: [{ providers: [{ name: 'envoy' }], filter: { expression: 'response.code >= 400' } }],
    });
  });

  it('is not made for nothing', () => {
    expect(names(mesh(), 'Telemetry')).toEqual([]);
  });
});
