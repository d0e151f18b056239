// The workload in Jsonnet: a function of the number of services, as a person would write it.
export const JSONNET = `
local pad(n, width) = std.format('%0' + width + 'd', n);
local serviceName(i) = 'svc-' + pad(i, 5);
local namespaceName(i) = 'ns-' + pad(i, 4);
local namespaceOf(i) = namespaceName(std.floor(i / 10));
local managed = { 'app.kubernetes.io/managed-by': 'bench' };

local objectsOf(i, services) =
  local name = serviceName(i);
  local namespace = namespaceOf(i);
  local app = { app: name };
  local host = name + '.' + namespace + '.svc.cluster.local';
  local metadata = { name: name, namespace: namespace, labels: app + managed };
  local callers = [(i + k) % services for k in std.range(1, std.min(3, services - 1))];
  [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata,
      spec: { ports: [{ name: 'http', port: 8080, targetPort: 8080 }], selector: app },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata { name: name + '-v1' },
      spec: {
        replicas: 2,
        selector: { matchLabels: app { version: 'v1' } },
        template: {
          metadata: { labels: app { version: 'v1' } },
          spec: {
            serviceAccountName: name,
            containers: [{
              name: name,
              image: 'registry.example.com/' + name + ':1.0.0',
              ports: [{ name: 'http', containerPort: 8080 }],
            }],
          },
        },
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: metadata,
      spec: {
        hosts: [host],
        http: [{ name: 'default', route: [{ destination: { host: host, subset: 'v1' } }], timeout: '5s' }],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: metadata,
      spec: {
        host: host,
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 100 } } },
        subsets: [{ name: 'v1', labels: { version: 'v1' } }],
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: metadata,
      spec: {
        selector: { matchLabels: app },
        action: 'ALLOW',
        rules: [{
          from: [{ source: { principals: [
            'cluster.local/ns/' + namespaceOf(caller) + '/sa/' + serviceName(caller)
            for caller in callers
          ] } }],
          to: [{ operation: { methods: ['GET'], paths: ['/api/' + name + '/{*}'] } }],
        }],
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: metadata,
      spec: { selector: { matchLabels: app }, mtls: { mode: 'STRICT' } },
    },
  ];

function(services)
  [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespaceName(i), labels: managed { 'istio-injection': 'enabled' } } }
    for i in std.range(0, std.floor((services + 9) / 10) - 1)
  ] + std.flattenArrays([objectsOf(i, services) for i in std.range(0, services - 1)])
`;
