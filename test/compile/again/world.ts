import fc from 'fast-check';

/** A mesh as someone would write it: a file for the mesh, one for each namespace, maybe one for a gateway and one for guardrails. */
export interface World {
  readonly mesh: string;
  readonly namespaces: readonly Namespace[];
  readonly gateway: boolean;
  readonly guardrail: boolean;
  /** Whether there is a namespace with one of each. */
  readonly base: boolean;
}

interface Namespace {
  readonly name: string;
  readonly options: string;
  /** Lines at the top of the file. */
  readonly head: readonly string[];
  readonly services: readonly Service[];
}

interface Service {
  readonly name: string;
  readonly ports: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly options: readonly string[];
  /** Calls, rules, routes and a traffic policy, as they are written. */
  readonly statements: readonly string[];
}

/** What a service is called in the policies. */
const id = (namespace: number, service: number) => `s${namespace}x${service}`;

const NAMES = ['api', 'web', 'db'];

function service(n: number, s: number): Service {
  return {
    name: `${NAMES[s % NAMES.length]}${s}`,
    ports: s % 4 === 3 ? '{ tcp: 5432 }' : '{ http: 8080 }',
    versions: s % 2 === 0 ? { v1: `image: 'i:${n}.${s}'` } : { v1: `image: 'i:1'`, v2: `image: 'i:2'` },
    options: [],
    statements: [],
  };
}

export function worldOf(sizes: readonly number[], options: Omit<World, 'namespaces'>): World {
  const namespaces = sizes.map((size, n): Namespace => {
    const services = Array.from({ length: size }, (_, s) => service(n, s));
    return { name: `ns${n}`, options: "dataPlane: 'sidecar'", head: [], services };
  });
  return { ...options, namespaces };
}

/** One thing that somebody changes; the numbers say where, and to what. */
export interface Edit {
  readonly what: keyof typeof EDITS;
  readonly at: readonly [namespace: number, service: number];
  readonly to: readonly [namespace: number, service: number];
  readonly pick: number;
}

type Change = (one: Service, by: { readonly to: string; readonly host: string; readonly pick: number }) => Service;

const METHODS = ['GET', 'POST', 'DELETE'];
const PATHS = ["'/a'", "'/a/{*}'", "path.prefix('/b')", "'/c'"];

function say(make: (to: string, pick: number, host: string) => string): Change {
  return (one, { to, pick, host }) => ({ ...one, statements: [...one.statements, make(to, pick, host)] });
}

function set(make: (pick: number) => string): Change {
  return (one, { pick }) => {
    const option = make(pick);
    const [field] = option.split(':');
    return { ...one, options: [...one.options.filter((other) => !other.startsWith(`${field}:`)), option] };
  };
}

function version(make: (pick: number) => string): Change {
  return (one, { pick }) => {
    const names = Object.keys(one.versions);
    return { ...one, versions: { ...one.versions, [names[pick % names.length]!]: make(pick) } };
  };
}

const request = (pick: number) => `${METHODS[pick % 3]}(${PATHS[pick % 4]})`;

/** `self` and `other` stand for what the service, and another, are called. */
export const EDITS = {
  image: version((pick) => `image: 'i:new-${pick}'`),
  replicas: version((pick) => `image: 'i:1', replicas: ${pick + 1}`),
  environment: version((pick) => `image: 'i:1', env: { LEVEL: 'l${pick}' }`),
  'no workload': version(() => ''),
  'labels of a version': version((pick) => `image: 'i:1', labels: { tier: 't${pick}' }`),
  'another version': (one, { pick }) => ({ ...one, versions: { ...one.versions, [`w${pick}`]: `image: 'i:w'` } }),
  mtls: set((pick) => `mtls: '${['strict', 'permissive', 'disabled'][pick % 3]}'`),
  selector: set((pick) => `selector: { app: '${['api0', 'web1', 'other'][pick % 3]}' }`),
  labels: set((pick) => `labels: { team: 't${pick}' }`),
  account: set((pick) => `serviceAccount: '${['api0', 'shared'][pick % 2]}'`),
  'existing account': set((pick) => `serviceAccount: { name: 'a${pick}', existing: true }`),
  port: (one, { pick }) => ({ ...one, ports: `{ http: ${8080 + pick} }` }),
  call: say((to) => `self.calls(${to});`),
  'call in one target': say((to) => `if (target.environment === 'dev') self.calls(${to});`),
  'call for requests': say((to, pick) => `self.calls(${to}, ${request(pick)});`),
  allow: say((to, pick) => `self.allow({ from: ${to}, requests: ${request(pick)} });`),
  'allow without conditions': say((to) => `self.allow({ from: ${to} });`),
  'allow anyone': say((_, pick) => `self.allow({ from: anyone, requests: ${request(pick)} });`),
  'allow a namespace': say(
    (to, pick) => `self.allow({ from: ${to.split('x')[0]!.replace('s', 'n')}, requests: ${request(pick)} });`,
  ),
  deny: say((to, pick) => `self.deny({ from: ${to}, requests: ${request(pick)} });`),
  'rule of a namespace': say((to, pick) => `own.deny({ from: ${to}, requests: ${request(pick)} });`),
  route: say((_, pick) => `self.route({ name: 'r${pick}', to: { v1: 100 }, timeout: '${pick + 1}s' });`),
  'route for a path': say((_, pick) => `self.route({ match: { path: ${PATHS[pick % 4]} }, to: { v1: 100 } });`),
  'route elsewhere': say((to, pick) => `self.route({ name: 'e${pick}', to: [{ service: ${to}, weight: 100 }] });`),
  redirect: say(
    (_, pick, host) =>
      `self.route({ name: 'd${pick}', match: { path: ${PATHS[pick % 4]} }, redirect: { host: '${host}' } });`,
  ),
  mirror: say((to) => `self.route({ to: { v1: 100 }, mirror: { service: ${to} } });`),
  traffic: say((_, pick) => `self.traffic({ connectionPool: { maxConnections: ${pick + 1} } });`),
  'client TLS': say(() => `self.traffic({ tls: { mode: 'disabled' } });`),
  limit: say((_, pick) => `self.rateLimit({ limit: ${pick + 1}, per: '1s' });`),
  undo: (one) => ({ ...one, statements: one.statements.slice(0, -1) }),
  'undo the first': (one) => ({ ...one, statements: one.statements.slice(1) }),
  'other order': (one) => ({ ...one, statements: one.statements.toReversed() }),
} satisfies Record<string, Change>;

export function edited(world: World, { what, at, to, pick }: Edit): World {
  const [n, s] = placeIn(world, at);
  const [m, t] = placeIn(world, to);
  const { name, services } = world.namespaces[m]!;
  const by = { to: id(m, t), host: `${services[t]!.name}.${name}.svc.cluster.local`, pick };
  return withNamespace(world, n, (one) => ({
    ...one,
    services: one.services.map((each, i) => (i === s ? (EDITS[what] as Change)(each, by) : each)),
  }));
}

export function withNamespace(world: World, n: number, change: (one: Namespace) => Namespace): World {
  return { ...world, namespaces: world.namespaces.map((one, i) => (i === n ? change(one) : one)) };
}

function placeIn({ namespaces }: World, [n, s]: Edit['at']): readonly [number, number] {
  const at = n % namespaces.length;
  return [at, s % namespaces[at]!.services.length];
}

/** The policies. A namespace imports those before it: what is said of a later one is said there. */
export function filesOf({ mesh, namespaces, gateway, guardrail, base }: World): Readonly<Record<string, string>> {
  const declared = namespaces.map((one, n) => declarationsOf(one, n));
  // Statements that speak of a later namespace are made in its file.
  const statements = namespaces.map((): string[] => []);
  namespaces.forEach((one, n) => {
    one.services.forEach((each, s) => {
      for (const statement of each.statements) {
        const text = statement.replaceAll('self', id(n, s)).replaceAll('own.', `n${n}.`);
        const places = [...text.matchAll(/\b[sn](\d+)(?:x\d+)?\b/g)].map(([, place]) => Number(place));
        statements[Math.max(n, ...places)]!.push(text);
      }
    });
  });
  const files = namespaces.map((one, n): [string, string] => [
    `policies/${one.name}.ts`,
    [
      ...one.head,
      LANGUAGE,
      "import { shop } from './mesh.ts';",
      ...importsOf(namespaces, n),
      ...declared[n]!,
      ...statements[n]!,
      '',
    ].join('\n'),
  ]);
  const first = id(0, 0);
  return {
    'policies/mesh.ts': `import { mesh } from 'meshwright';\nexport const shop = mesh('shop', ${mesh});\n`,
    ...(base && { 'policies/base.ts': BASE }),
    ...Object.fromEntries(files),
    ...(gateway && {
      'policies/edge.ts': `import { shop } from './mesh.ts';\nimport { n0, ${first} } from './ns0.ts';
const edge = shop.gateway('edge', { namespace: n0, listeners: { http: { port: 80, hosts: ['shop.example.com'] } } });
edge.route(${first}, { hosts: ['shop.example.com'], paths: ['/a'] });\n`,
    }),
    ...(guardrail && {
      'policies/never.ts': `import { anyone } from 'meshwright';\nimport { shop } from './mesh.ts';\nimport { ${first} } from './ns0.ts';
import { DELETE } from 'meshwright';\nshop.never('nobody deletes', { from: anyone, to: ${first}, requests: DELETE('/a') });\n`,
    }),
    'policies/index.ts': [
      ...(base ? ["import './base.ts';"] : []),
      ...namespaces.map(({ name }) => `import './${name}.ts';`),
      ...(gateway ? ["import './edge.ts';"] : []),
      ...(guardrail ? ["import './never.ts';"] : []),
      "export { shop as default } from './mesh.ts';",
      '',
    ].join('\n'),
  };
}

const LANGUAGE = "import { anyone, DELETE, GET, path, POST, target } from 'meshwright';";

function importsOf(namespaces: readonly Namespace[], n: number): readonly string[] {
  return namespaces.slice(0, n).map(({ name, services }, m) => {
    const names = [`n${m}`, ...services.map((_, s) => id(m, s))];
    return `import { ${names.join(', ')} } from './${name}.ts';`;
  });
}

function declarationsOf({ name, options, services }: Namespace, n: number): readonly string[] {
  return [
    `export const n${n} = shop.namespace('${name}', { ${options} });`,
    ...services.map(({ name, ports, versions, options }, s) => {
      const made = Object.entries(versions).map(([version, says]) => `${version}: { ${says} }`);
      const all = [`ports: ${ports}`, `versions: { ${made.join(', ')} }`, ...options];
      return `export const ${id(n, s)} = n${n}.service('${name}', { ${all.join(', ')} });`;
    }),
  ];
}

/** One of each, so that an edit elsewhere is seldom the first of its kind, which may concern everything. */
const BASE = `import { anyone, DELETE, GET, path, POST } from 'meshwright';
import { shop } from './mesh.ts';
export const base = shop.namespace('base', { dataPlane: 'sidecar' });
const v = { image: 'i:1', labels: { tier: 'x' } };
export const a = base.service('a', { ports: { http: 8080 }, versions: { v1: v, v2: v }, mtls: 'strict', labels: { team: 'a' } });
export const b = base.service('b', { ports: { http: 8080 }, versions: { v1: v }, serviceAccount: 'b' });
export const c = base.service('c', { ports: { tcp: 5432 }, versions: { v1: {} } });
export const d = base.service('d', { ports: { http: 8080 }, versions: { v1: v }, mtls: 'permissive' });
export const e = base.service('e', { ports: { http: 8080 }, versions: { v1: v } });
a.calls(b, GET('/a'), POST(path.prefix('/b')), DELETE('/a/{*}'));
a.calls(e);
b.calls(c);
a.allow({ from: b });
a.allow({ from: base, requests: GET('/c') });
a.deny({ from: e, requests: DELETE('/a/{*}') });
b.allow({ from: anyone, requests: GET('/c') });
d.allow({ from: anyone, requests: POST(path.prefix('/b')) });
base.audit({ from: e, requests: DELETE(path.prefix('/b')) });
a.route(
  { name: 'path', match: { path: '/a' }, to: { v1: 100 }, timeout: '1s' },
  { name: 'redirect', match: { path: path.prefix('/b') }, redirect: { host: 'b.base.svc.cluster.local' } },
  { name: 'mirror', match: { path: '/a/{*}' }, to: { v2: 100 }, mirror: { service: b } },
  { name: 'elsewhere', to: [{ service: e, weight: 100 }] },
);
e.traffic({ connectionPool: { maxConnections: 1 } });
`;

const place = fc.tuple(fc.nat(3), fc.nat(3));

export const edit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom(...(Object.keys(EDITS) as (keyof typeof EDITS)[])),
  at: place,
  to: place,
  pick: fc.nat(3),
});

export const world: fc.Arbitrary<World> = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    fc.oneof(
      { weight: 5, arbitrary: fc.constant("{ mtls: 'strict' }") },
      { weight: 1, arbitrary: fc.constant("{ mtls: 'permissive', authorization: 'allow-by-default' }") },
    ),
    fc.boolean(),
    fc.nat(4).map((n) => n === 0),
    fc.nat(2).map((n) => n > 0),
    fc.array(edit, { maxLength: 2 }),
  )
  .map(([sizes, mesh, gateway, guardrail, base, edits]) =>
    edits.reduce(edited, worldOf(sizes, { mesh, gateway, guardrail, base })),
  );
