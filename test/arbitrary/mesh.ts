import fc from 'fast-check';
import {
  type AnyGateway,
  type AnyService,
  allOf,
  anyone,
  authenticated,
  type Caller,
  header,
  type Issuer,
  ipBlock,
  type Mesh,
  type Method,
  mesh,
  type Namespace,
  type PathPattern,
  type PortOptions,
  path,
  type Request,
  type RouteOptions,
  remoteIpBlock,
  requestPrincipal,
  type Service,
  serviceAccount,
  spiffe,
  trustDomain,
} from '../../src/index.ts';

/**
 * Meshes of every noun of the language, made with the language itself. What is drawn is plain data first, so that fast-check
 * can shrink it; `build` then says it.
 */
const METHODS: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Texts that YAML and Envoy could take for something else. */
const word = fc.constantFrom(
  'yes',
  'no',
  'on',
  'null',
  '~',
  '1e3',
  '0x1f',
  '12:30',
  '2026-01-01',
  'a b',
  'ünï',
  '-',
  'x',
  "it's",
  '"q"',
  'a: b',
  '#c',
  '🙂',
);
const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const segment = fc.stringMatching(/^[a-z0-9][a-z0-9_.~-]{0,6}$/).filter((one) => !/^\.+$/.test(one));
const plainPath = fc.array(segment, { maxLength: 3 }).map((parts): `/${string}` => `/${parts.join('/')}`);
const pathPattern: fc.Arbitrary<PathPattern> = fc.oneof(
  plainPath,
  plainPath.map(path.exact),
  plainPath.map(path.prefix),
  segment.map(path.suffix),
  plainPath.map((one) => path.template(`${one === '/' ? '' : one}/{*}`)),
  plainPath.map((one) => path.template(`${one === '/' ? '' : one}/{**}`)),
);
const host = fc
  .array(label, { minLength: 1, maxLength: 2 })
  .map((parts): `${string}.${string}` => `${parts.join('.')}.example.com`);
const duration = fc
  .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom('ms', 's', 'm'))
  .map(([n, unit]) => `${n}${unit}` as `${number}s`);
const percentage = fc.integer({ min: 0, max: 100 });
const cidr = fc.oneof(
  fc
    .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 0, max: 16 }))
    .map(([a, b, bits]) => `${a}.${b}.0.0/${bits}` as const),
  fc.constantFrom('2001:db8::/32' as const, '::1' as const, '192.0.2.1' as const),
);
const headers = fc.dictionary(
  fc.stringMatching(/^x-[a-z]{1,6}$/),
  fc.oneof(
    word,
    word.map(header.exact),
    segment.map(header.prefix),
    segment.map(header.suffix),
    fc.constant(header.present),
    fc.constant(header.absent),
    segment.map(header.not),
  ),
  { minKeys: 1, maxKeys: 2 },
);

function some<T>(arbitrary: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<[T, ...T[]]> {
  return fc.array(arbitrary, { minLength: 1, maxLength }) as fc.Arbitrary<unknown> as fc.Arbitrary<[T, ...T[]]>;
}

const request: fc.Arbitrary<Request<never>> = fc
  .record(
    {
      methods: some(fc.constantFrom(...METHODS)),
      notMethods: some(fc.constantFrom(...METHODS)),
      paths: some(pathPattern),
      notPaths: some(pathPattern),
      hosts: some(host),
      notHosts: some(host),
      headers,
    },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0);

const routeOptions: fc.Arbitrary<RouteOptions> = fc.record(
  {
    timeout: duration,
    retries: fc.record({
      attempts: fc.nat(5),
      perTryTimeout: duration,
      retryOn: some(fc.constantFrom('5xx' as const, 'reset' as const, 503)),
    }),
    fault: fc.record({
      delay: fc.record({ fixedDelay: duration, percentage }),
      abort: fc.record({ httpStatus: fc.integer({ min: 200, max: 599 }), percentage }),
    }),
    requestHeaders: fc.record({
      set: fc.dictionary(fc.constant('x-set'), word),
      remove: some(fc.constant('x-gone'), 1),
    }),
    cors: fc.record({
      allowOrigins: some(host),
      allowMethods: some(fc.constantFrom(...METHODS)),
      allowCredentials: fc.boolean(),
      maxAge: duration,
    }),
  },
  { requiredKeys: [] },
);

const version = fc.record(
  {
    labels: fc.dictionary(fc.constantFrom('tier', 'example.com/team'), fc.constantFrom('on', '1', 'gold')),
    image: fc.constantFrom('registry.example.com/app:1.0', 'app@sha256:0123'),
    replicas: fc.nat(5),
    args: some(word),
    env: fc.dictionary(
      fc.constantFrom('A', 'B_C'),
      fc.oneof(word, fc.constant({ secret: 's', key: 'k' }), fc.constant({ field: 'metadata.name' })),
    ),
    resources: fc.constant({ requests: { cpu: '100m' }, limits: { memory: '1e3' } }),
    probes: fc.constant({ readiness: { http: '/healthz', period: '5s' }, liveness: { tcp: 8080 } } as const),
  },
  { requiredKeys: [] },
);

const serviceShape = fc.record({
  ports: fc.constantFrom<Record<string, PortOptions>[]>(
    { http: 8080 },
    { grpc: { port: 80, targetPort: 50051 } },
    { http: 80, 'tcp-admin': 9000 },
    { 'http-web': { port: 80, targetPort: 8080 }, http2: 81 },
  ),
  versions: fc.uniqueArray(fc.tuple(fc.constantFrom('v1', 'v2', 'canary'), version), {
    maxLength: 3,
    selector: ([name]) => name,
  }),
  mtls: fc.option(fc.constantFrom('strict' as const, 'permissive' as const), { nil: undefined }),
  routes: fc.array(fc.record({ headers: fc.option(headers, { nil: undefined }), options: routeOptions }), {
    maxLength: 2,
  }),
  traffic: fc.option(
    fc.record(
      {
        loadBalancer: fc.oneof(
          fc.constantFrom('round-robin' as const, 'random' as const),
          fc.constant({ consistentHash: { header: 'x-user' } } as const),
        ),
        connectionPool: fc.record({ maxConnections: fc.integer({ min: 1, max: 1000 }), connectTimeout: duration }),
        outlierDetection: fc.record({
          consecutive5xxErrors: fc.integer({ min: 1, max: 9 }),
          interval: duration,
          maxEjectionPercent: percentage,
        }),
        warmup: duration,
      },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  ),
});

const callerShape = fc.oneof(
  fc.record({ kind: fc.constantFrom('service', 'namespace', 'gateway', 'principal', 'both'), index: fc.nat(9), cidr }),
  fc.record({
    kind: fc.constantFrom('authenticated', 'account', 'spiffe', 'domain', 'ip', 'remote'),
    index: fc.nat(9),
    cidr,
  }),
);

const ruleShape = fc.record({
  effect: fc.constantFrom('allow', 'deny', 'audit', 'custom'),
  on: fc.constantFrom('service', 'namespace', 'gateway', 'mesh'),
  index: fc.nat(9),
  from: fc.option(some(callerShape), { nil: undefined }),
  requests: fc.option(some(request, 2), { nil: undefined }),
  when: fc.option(fc.record({ headers }), { nil: undefined }),
  dryRun: fc.boolean(),
});

const gatewayShape = fc.record({
  hosts: some(host, 2),
  tls: fc.constantFrom(
    undefined,
    { mode: 'terminate', credential: 'cert', minVersion: '1.3' } as const,
    { mode: 'mutual', credential: 'cert' } as const,
  ),
  redirect: fc.boolean(),
  routes: fc.array(fc.record({ to: fc.nat(9), paths: some(pathPattern, 2), options: routeOptions }), { maxLength: 3 }),
});

export const meshShape = fc.record({
  options: fc.record(
    {
      trustDomain: fc.constantFrom('cluster.local', 'prod.example'),
      mtls: fc.constantFrom('strict' as const, 'permissive' as const),
      authorization: fc.constantFrom('deny-by-default' as const, 'allow-by-default' as const),
      tracing: fc.record({ provider: fc.constant('otel'), sampling: percentage }),
      accessLogs: fc.record({ provider: fc.constant('envoy') }),
    },
    { requiredKeys: [] },
  ),
  namespaces: some(
    fc.record({
      dataPlane: fc.constantFrom('sidecar' as const, { sidecar: { revision: 'canary' } } as const),
      services: some(serviceShape),
    }),
    2,
  ),
  gateways: fc.array(gatewayShape, { maxLength: 2 }),
  calls: fc.array(fc.record({ from: fc.nat(9), to: fc.nat(9), requests: fc.array(request, { maxLength: 2 }) }), {
    maxLength: 6,
  }),
  rules: fc.array(ruleShape, { maxLength: 4 }),
});
export type MeshShape = typeof meshShape extends fc.Arbitrary<infer Shape> ? Shape : never;

interface Declared {
  readonly mesh: Mesh;
  readonly namespaces: Namespace[];
  readonly services: Service[];
  readonly gateways: AnyGateway[];
  readonly issuer: Issuer;
  /** The name of each service's HTTP port. */
  readonly httpPort: Map<Service, string>;
}

function at<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

function caller(
  {
    kind,
    index,
    cidr,
  }: { kind: string; index: number; cidr: typeof ipBlock extends (c: infer C) => unknown ? C : never },
  declared: Declared,
): Caller {
  const service = at(declared.services, index) as AnyService;
  const principal = requestPrincipal(declared.issuer, { claims: { groups: ['ops', 'dev'], 'a.b': 'yes' } });
  const made: Record<string, Caller> = {
    service,
    namespace: at(declared.namespaces, index) as Namespace,
    gateway: at(declared.gateways, index) ?? service,
    principal,
    both: allOf(service, principal),
    authenticated,
    account: serviceAccount('monitoring/prometheus'),
    spiffe: spiffe('spiffe://partner.example/ns/a/sa/b'),
    domain: trustDomain('partner.example'),
    ip: ipBlock(cidr),
    remote: remoteIpBlock(cidr),
  };
  return made[kind] ?? service;
}

/** Says what was drawn, in the language. */
export function build(shape: MeshShape): Mesh {
  const root = mesh('generated', shape.options);
  const issuer = root.issuer('login', {
    issuer: 'https://login.example.com',
    jwksUri: 'https://login.example.com/jwks',
  });
  const declared: Declared = { mesh: root, namespaces: [], services: [], gateways: [], issuer, httpPort: new Map() };
  for (const [n, { dataPlane, services }] of shape.namespaces.entries()) {
    const namespace = root.namespace(`ns${n}`, { dataPlane });
    declared.namespaces.push(namespace);
    for (const [s, shape] of services.entries()) {
      const service = addService(namespace, `svc${s}`, shape);
      declared.services.push(service);
      declared.httpPort.set(service, Object.keys(shape.ports)[0] ?? 'http');
    }
  }
  for (const [g, gateway] of shape.gateways.entries()) addGateway(`gw${g}`, gateway, declared);
  for (const { from, to, requests } of shape.calls) {
    const target = at(declared.services, to) as Service;
    at(declared.services, from)?.calls(target, ...requests);
  }
  for (const rule of shape.rules) addRule(rule, declared);
  return root;
}

function addService(namespace: Namespace, name: string, shape: MeshShape['namespaces'][0]['services'][0]): Service {
  const versions = Object.fromEntries(shape.versions);
  const service: Service = namespace.service(name, {
    ports: shape.ports,
    versions,
    ...(shape.mtls && { mtls: shape.mtls }),
  });
  const [first] = shape.versions.map(([version]) => version);
  for (const { headers, options } of shape.routes) {
    service.route({ ...(headers && { match: { headers } }), ...(first && { to: { [first]: 100 } }), ...options });
  }
  if (shape.traffic) service.traffic(shape.traffic);
  return service;
}

function addGateway(
  name: string,
  { hosts, tls, redirect, routes }: MeshShape['gateways'][0],
  declared: Declared,
): void {
  // Gateways that share a workload must not share hosts.
  const own = hosts.map((one) => `${name}.${one}` as const) as [`${string}.${string}`];
  const gateway = declared.mesh.gateway(name, {
    namespace: declared.namespaces[0] as Namespace,
    listeners: {
      main: { port: tls ? 443 : 8080, hosts: own, ...(tls && { tls }) },
      ...(redirect && { plain: { port: 80, hosts: own, redirect: 'https' } }),
    },
  });
  declared.gateways.push(gateway);
  for (const { to, paths, options } of routes) {
    const service = at(declared.services, to) as Service;
    gateway.route(service, { paths, port: declared.httpPort.get(service) ?? 'http', ...options });
  }
}

function addRule(shape: MeshShape['rules'][0], declared: Declared): void {
  const owners = {
    service: at(declared.services, shape.index),
    namespace: at(declared.namespaces, shape.index),
    gateway: at(declared.gateways, shape.index),
    mesh: declared.mesh,
  };
  const owner = (owners[shape.on as keyof typeof owners] ?? declared.mesh) as Mesh;
  const rule = {
    from: shape.from ? (shape.from.map((one) => caller(one, declared)) as [Caller, ...Caller[]]) : anyone,
    ...(shape.requests && { requests: shape.requests }),
    ...(shape.when && { when: shape.when }),
    dryRun: shape.dryRun,
  };
  if (shape.effect === 'custom') owner.custom({ ...rule, provider: 'opa' });
  else owner[shape.effect as 'allow'](rule);
}
