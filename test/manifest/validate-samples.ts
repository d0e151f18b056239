import type { Manifest } from '../../src/manifest/manifest.ts';

/** A good manifest of each kind that there is a schema for, with fields of many sorts. */
const namespace = 'shop';
const matchLabels = { app: 'cart' };

function named(apiVersion: string, kind: string, spec: Record<string, unknown>): Manifest {
  const labels = { app: 'cart', 'app.kubernetes.io/managed-by': 'meshwright' };
  const metadata = { name: 'cart', namespace, labels, annotations: { 'meshwright.dev/source': 'policies/shop.ts' } };
  return { apiVersion, kind, metadata, ...(spec as object) };
}

function cluster(apiVersion: string, kind: string, fields: Record<string, unknown>): Manifest {
  return { apiVersion, kind, metadata: { name: 'cart', labels: { app: 'cart' } }, ...(fields as object) };
}

const httpGet = { path: '/healthz', port: 'http', scheme: 'HTTP' };
const podTemplate = {
  metadata: { labels: matchLabels, annotations: { 'sidecar.istio.io/inject': 'true' } },
  spec: {
    serviceAccountName: 'cart',
    containers: [
      {
        name: 'cart',
        image: 'registry.example.com/cart:1.2.3',
        imagePullPolicy: 'IfNotPresent',
        ports: [
          { name: 'http', containerPort: 8080, protocol: 'TCP' },
          { containerPort: 8080, protocol: 'UDP' },
        ],
        env: [
          { name: 'LEVEL', value: 'info' },
          { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
          { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'cart', key: 'password', optional: true } } },
        ],
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '1.5Gi' } },
        readinessProbe: { httpGet, periodSeconds: 5 },
        livenessProbe: { tcpSocket: { port: 8080 } },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        securityContext: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
      },
    ],
    volumes: [{ name: 'data', emptyDir: { sizeLimit: '1Gi' } }],
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels } },
    ],
  },
};
const jobTemplate = { metadata: { labels: matchLabels }, spec: { ...podTemplate.spec, restartPolicy: 'Never' } };
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

const KUBERNETES: readonly Manifest[] = [
  cluster('v1', 'Namespace', {}),
  named('v1', 'ServiceAccount', { automountServiceAccountToken: false, imagePullSecrets: [{ name: 'registry' }] }),
  named('v1', 'Service', {
    spec: {
      type: 'ClusterIP',
      selector: matchLabels,
      ports: [
        { name: 'http', port: 80, targetPort: 'http', appProtocol: 'http' },
        { name: 'dns', port: 80, targetPort: 8053, protocol: 'UDP' },
      ],
    },
  }),
  named('v1', 'ConfigMap', { data: { key: 'value' }, binaryData: { blob: 'AAEC' }, immutable: true }),
  named('v1', 'Secret', { type: 'Opaque', data: { password: 'c2VjcmV0' }, stringData: { user: 'cart' } }),
  named('v1', 'PersistentVolumeClaim', { spec: claim }),
  named('apps/v1', 'Deployment', {
    spec: {
      replicas: 2,
      selector: { matchLabels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: podTemplate,
    },
  }),
  named('apps/v1', 'StatefulSet', {
    spec: {
      serviceName: 'cart',
      selector: { matchLabels },
      template: podTemplate,
      volumeClaimTemplates: [{ metadata: { name: 'claims' }, spec: claim }],
    },
  }),
  named('apps/v1', 'DaemonSet', { spec: { selector: { matchLabels }, template: podTemplate } }),
  named('batch/v1', 'Job', { spec: { backoffLimit: 3, template: jobTemplate } }),
  named('batch/v1', 'CronJob', {
    spec: { schedule: '*/5 * * * *', concurrencyPolicy: 'Forbid', jobTemplate: { spec: { template: jobTemplate } } },
  }),
  named('networking.k8s.io/v1', 'NetworkPolicy', {
    spec: {
      podSelector: { matchLabels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
          ports: [{ port: 8080, protocol: 'TCP' }],
        },
      ],
      egress: [
        { to: [{ namespaceSelector: { matchExpressions: [{ key: 'tier', operator: 'In', values: ['db'] }] } }] },
      ],
    },
  }),
  named('networking.k8s.io/v1', 'Ingress', {
    spec: {
      ingressClassName: 'istio',
      tls: [{ hosts: ['shop.example.com'], secretName: 'shop' }],
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'cart', port: { number: 80 } } } }],
          },
        },
      ],
    },
  }),
  named('rbac.authorization.k8s.io/v1', 'Role', {
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
  }),
  named('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'cart' },
    subjects: [{ kind: 'ServiceAccount', name: 'cart', namespace }],
  }),
  cluster('rbac.authorization.k8s.io/v1', 'ClusterRole', {
    rules: [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }],
    aggregationRule: { clusterRoleSelectors: [{ matchLabels }] },
  }),
  cluster('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:cart' },
    subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'ops' }],
  }),
  named('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: '50%', selector: { matchLabels } } }),
  named('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '500Mi' } } },
      ],
      behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }], selectPolicy: 'Min' } },
    },
  }),
];

const host = 'cart.shop.svc.cluster.local';
const ISTIO: readonly Manifest[] = [
  named('networking.istio.io/v1', 'Gateway', {
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          hosts: ['shop.example.com'],
          tls: { mode: 'SIMPLE', credentialName: 'shop' },
        },
        { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'], tls: { httpsRedirect: true } },
      ],
    },
  }),
  named('networking.istio.io/v1', 'VirtualService', {
    spec: {
      hosts: [host],
      gateways: ['mesh'],
      exportTo: ['.'],
      http: [
        {
          name: 'canary',
          match: [{ uri: { prefix: '/v2' }, headers: { 'x-canary': { exact: 'true' } }, ignoreUriCase: true }],
          route: [
            { destination: { host, subset: 'v1', port: { number: 80 } }, weight: 90 },
            { destination: { host, subset: 'v2' }, weight: 10, headers: { request: { add: { 'x-version': 'v2' } } } },
          ],
          timeout: '10s',
          retries: { attempts: 3, perTryTimeout: '2s', retryOn: '5xx,reset' },
          fault: {
            delay: { percentage: { value: 0.5 }, fixedDelay: '5s' },
            abort: { percentage: { value: 1 }, httpStatus: 503 },
          },
          mirror: { host, subset: 'v2' },
          corsPolicy: { allowOrigins: [{ exact: 'https://example.com' }], allowMethods: ['GET'], maxAge: '24h' },
        },
        { match: [{ uri: { exact: '/old' } }], redirect: { uri: '/new', redirectCode: 301 } },
      ],
      tcp: [{ match: [{ port: 9000 }], route: [{ destination: { host } }] }],
    },
  }),
  named('networking.istio.io/v1', 'DestinationRule', {
    spec: {
      host,
      trafficPolicy: {
        loadBalancer: {
          consistentHash: { httpCookie: { name: 'user', ttl: '0s' } },
          localityLbSetting: { enabled: true },
        },
        connectionPool: {
          tcp: { maxConnections: 100, connectTimeout: '30ms' },
          http: { http2MaxRequests: 1000, h2UpgradePolicy: 'UPGRADE' },
        },
        outlierDetection: { consecutive5xxErrors: 7, interval: '5m', baseEjectionTime: '15m', maxEjectionPercent: 50 },
        tls: { mode: 'ISTIO_MUTUAL' },
        portLevelSettings: [
          { port: { number: 80 }, loadBalancer: { simple: 'LEAST_REQUEST', warmup: { duration: '60s' } } },
        ],
      },
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
      ],
    },
  }),
  named('networking.istio.io/v1', 'Sidecar', {
    spec: {
      workloadSelector: { labels: matchLabels },
      ingress: [{ port: { number: 9080, protocol: 'HTTP', name: 'http' }, defaultEndpoint: '127.0.0.1:8080' }],
      egress: [{ hosts: ['./*', 'istio-system/*'] }],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    },
  }),
  named('networking.istio.io/v1', 'ServiceEntry', {
    spec: {
      hosts: ['api.example.com'],
      ports: [
        { number: 443, name: 'tls', protocol: 'TLS' },
        { number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 },
      ],
      location: 'MESH_EXTERNAL',
      resolution: 'STATIC',
      endpoints: [{ address: '10.0.0.1', ports: { http: 8080 }, labels: { zone: 'a' }, weight: 2 }],
    },
  }),
  named('networking.istio.io/v1', 'WorkloadEntry', {
    spec: { address: '10.0.0.2', labels: matchLabels, serviceAccount: 'cart', ports: { http: 80 } },
  }),
  named('networking.istio.io/v1', 'WorkloadGroup', {
    spec: {
      metadata: { labels: matchLabels },
      template: { serviceAccount: 'cart', ports: { grpc: 3550 } },
      probe: {
        initialDelaySeconds: 5,
        httpGet: { path: '/', port: 8080, httpHeaders: [{ name: 'a', value: 'b' }], scheme: 'HTTP' },
      },
    },
  }),
  named('networking.istio.io/v1alpha3', 'EnvoyFilter', {
    spec: {
      workloadSelector: { labels: matchLabels },
      configPatches: [
        {
          applyTo: 'HTTP_FILTER',
          match: { context: 'SIDECAR_INBOUND', listener: { portNumber: 80, filterChain: { filter: { name: 'a' } } } },
          patch: { operation: 'INSERT_BEFORE', value: { name: 'lua', typed_config: { '@type': 'x', any: [1, null] } } },
        },
      ],
    },
  }),
  named('networking.istio.io/v1beta1', 'ProxyConfig', {
    spec: { concurrency: 0, image: { imageType: 'distroless' }, environmentVariables: { A: 'b' } },
  }),
  named('security.istio.io/v1', 'AuthorizationPolicy', {
    spec: {
      selector: { matchLabels },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'], remoteIpBlocks: ['10.0.0.0/8'] } }],
          to: [{ operation: { methods: ['GET'], paths: ['/cart/*'], ports: ['8080'] } }],
          when: [{ key: 'request.headers[x-a]', values: ['b'] }],
        },
        { from: [{ source: { serviceAccounts: ['shop/web'] } }] },
      ],
    },
  }),
  named('security.istio.io/v1', 'PeerAuthentication', {
    spec: { selector: { matchLabels }, mtls: { mode: 'STRICT' }, portLevelMtls: { '8080': { mode: 'PERMISSIVE' } } },
  }),
  named('security.istio.io/v1', 'RequestAuthentication', {
    spec: {
      selector: { matchLabels },
      jwtRules: [
        {
          issuer: 'https://issuer.example.com',
          audiences: ['cart'],
          jwksUri: 'https://issuer.example.com/jwks',
          fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }],
          forwardOriginalToken: true,
          outputClaimToHeaders: [{ header: 'x-sub', claim: 'sub' }],
        },
      ],
    },
  }),
  named('telemetry.istio.io/v1', 'Telemetry', {
    spec: {
      selector: { matchLabels },
      tracing: [
        {
          providers: [{ name: 'otel' }],
          randomSamplingPercentage: 12.5,
          customTags: { env: { literal: { value: 'prod' } } },
        },
      ],
      metrics: [
        {
          overrides: [
            {
              match: { metric: 'REQUEST_COUNT', mode: 'CLIENT' },
              tagOverrides: { a: { operation: 'UPSERT', value: 'b' } },
            },
          ],
        },
      ],
      accessLogging: [{ filter: { expression: 'response.code >= 400' }, disabled: false }],
    },
  }),
  named('extensions.istio.io/v1alpha1', 'WasmPlugin', {
    spec: {
      selector: { matchLabels },
      url: 'oci://registry.example.com/plugin:v1',
      phase: 'AUTHN',
      pluginConfig: { any: { thing: [1, 2] } },
      vmConfig: { env: [{ name: 'A', valueFrom: 'INLINE', value: 'b' }] },
      match: [{ mode: 'CLIENT', ports: [{ number: 80 }, { number: 81 }] }],
    },
  }),
  named('extensions.istio.io/v1alpha1', 'TrafficExtension', {
    spec: { selector: { matchLabels }, phase: 'AUTHN', wasm: { url: 'registry.example.com/plugin:v1' } },
  }),
];

const parentRefs = [{ name: 'edge' }, { name: 'edge', namespace: 'infra' }];
const backendRefs = [
  { name: 'cart', port: 80, weight: 9 },
  { name: 'cart-v2', port: 80 },
];
const GATEWAY_API: readonly Manifest[] = [
  cluster('gateway.networking.k8s.io/v1', 'GatewayClass', { spec: { controllerName: 'istio.io/gateway-controller' } }),
  named('gateway.networking.k8s.io/v1', 'Gateway', {
    spec: {
      gatewayClassName: 'istio',
      addresses: [{ value: '10.0.0.1' }, { type: 'Hostname', value: 'edge.example.com' }],
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP' },
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          hostname: '*.example.com',
          tls: { certificateRefs: [{ name: 'shop' }] },
        },
        {
          name: 'tls',
          port: 443,
          protocol: 'TLS',
          hostname: 'a.example.com',
          tls: { mode: 'Passthrough' },
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
      infrastructure: { annotations: { 'example.com/a': 'b' }, labels: matchLabels },
    },
  }),
  named('gateway.networking.k8s.io/v1', 'HTTPRoute', {
    spec: {
      parentRefs,
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [
            { path: { type: 'Exact', value: '/cart' }, method: 'GET', headers: [{ name: 'x-a', value: 'b' }] },
            {},
          ],
          filters: [
            {
              type: 'RequestHeaderModifier',
              requestHeaderModifier: { set: [{ name: 'x-b', value: 'c' }], remove: ['x-d'] },
            },
            {
              type: 'RequestMirror',
              requestMirror: { backendRef: { name: 'cart', port: 80 }, fraction: { numerator: 1 } },
            },
          ],
          backendRefs,
          timeouts: { request: '10s', backendRequest: '2s' },
        },
        {
          filters: [
            {
              type: 'RequestRedirect',
              requestRedirect: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' }, statusCode: 301 },
            },
          ],
        },
      ],
    },
  }),
  named('gateway.networking.k8s.io/v1', 'GRPCRoute', {
    spec: { parentRefs, rules: [{ matches: [{ method: { service: 'acme.Cart', method: 'Get' } }], backendRefs }] },
  }),
  named('gateway.networking.k8s.io/v1', 'TLSRoute', {
    spec: { parentRefs, hostnames: ['*.example.com'], rules: [{ backendRefs }] },
  }),
  named('gateway.networking.k8s.io/v1', 'TCPRoute', { spec: { parentRefs, rules: [{ backendRefs }] } }),
  named('gateway.networking.k8s.io/v1', 'UDPRoute', { spec: { parentRefs, rules: [{ backendRefs }] } }),
  named('gateway.networking.k8s.io/v1', 'ReferenceGrant', {
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'web' }],
      to: [{ group: '', kind: 'Service' }],
    },
  }),
  named('gateway.networking.k8s.io/v1', 'ListenerSet', {
    spec: {
      parentRef: { name: 'edge' },
      listeners: [{ name: 'extra', port: 8443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'extra' }] } }],
    },
  }),
  named('gateway.networking.k8s.io/v1', 'BackendTLSPolicy', {
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 'cart', sectionName: 'https' }],
      validation: {
        hostname: 'cart.example.com',
        wellKnownCACertificates: 'System',
        subjectAltNames: [{ type: 'Hostname', hostname: 'a.example.com' }],
      },
    },
  }),
];

const destination = { name: 'prod-eu', namespace: 'shop' };
const source = { repoURL: 'https://git.example.com/acme/mesh.git', targetRevision: 'main', path: 'out/prod-eu' };
const syncPolicy = {
  automated: { prune: true, selfHeal: true, allowEmpty: false },
  syncOptions: ['ServerSideApply=true'],
  retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
};
const ignoreDifferences = [{ group: 'apps', kind: 'Deployment', name: 'cart', jsonPointers: ['/spec/replicas'] }];
const sourceRef = { kind: 'GitRepository', name: 'mesh' };

const GITOPS: readonly Manifest[] = [
  named('argoproj.io/v1alpha1', 'AppProject', {
    spec: {
      description: 'a mesh',
      sourceRepos: [source.repoURL],
      destinations: [destination],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      namespaceResourceWhitelist: [{ group: 'security.istio.io', kind: 'AuthorizationPolicy' }],
    },
  }),
  named('argoproj.io/v1alpha1', 'Application', {
    spec: { project: 'mesh', source, destination, syncPolicy, ignoreDifferences },
  }),
  named('argoproj.io/v1alpha1', 'ApplicationSet', {
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        { list: { elements: [{ target: 'prod-eu' }] } },
        { git: { repoURL: source.repoURL, revision: 'main', directories: [{ path: 'out/*' }] } },
      ],
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: { name: 'mesh-{{.target}}', labels: { app: 'cart' } },
        spec: { project: 'mesh', source, destination, syncPolicy, ignoreDifferences },
      },
    },
  }),
  named('source.toolkit.fluxcd.io/v1', 'GitRepository', {
    spec: {
      interval: '10m',
      url: 'ssh://git@git.example.com/acme/mesh',
      ref: { branch: 'main' },
      secretRef: { name: 'mesh' },
      ignore: '/*\n!/out\n',
    },
  }),
  named('source.toolkit.fluxcd.io/v1', 'OCIRepository', {
    spec: {
      interval: '10m',
      url: 'oci://registry.example.com/mesh',
      ref: { semver: '1.x' },
      provider: 'aws',
      verify: { provider: 'cosign', matchOIDCIdentity: [{ issuer: '^https://a$', subject: '^https://b$' }] },
    },
  }),
  named('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
    spec: {
      interval: '10m',
      retryInterval: '1m',
      timeout: '5m',
      path: './out/gitops/prod-eu/traffic',
      prune: true,
      wait: true,
      deletionPolicy: 'Orphan',
      dependsOn: [{ name: 'mesh-workloads' }],
      serviceAccountName: 'mesh',
      kubeConfig: { secretRef: { name: 'prod-eu', key: 'value' } },
      sourceRef,
    },
  }),
];

export const SAMPLES: readonly Manifest[] = [...KUBERNETES, ...ISTIO, ...GATEWAY_API, ...GITOPS];
