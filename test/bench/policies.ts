// The workload as policies: a file for each namespace of ten services, and an entry that imports them all.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  callersOf,
  imageOf,
  NAMESPACE_SIZE,
  namespaceCount,
  namespaceIndex,
  namespaceName,
  PORT,
  pathOf,
  serviceName,
} from './workload.ts';

/** A caller and the service that it calls. */
export type Call = readonly [from: number, to: number];

/** Makes a project that compiles and, where `checkout` is given, whose types can be checked. */
export function writeProject(folder: string, services: number, checkout?: string): void {
  const calls = callsByNamespace(services);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'policies'), { recursive: true });
  writeLines(folder, 'meshwright.config.ts', CONFIG);
  writeLines(folder, 'policies/mesh.ts', MESH);
  writeLines(folder, 'policies/index.ts', entry(services));
  for (let i = 0; i < namespaceCount(services); i++) writeNamespace(folder, i, namespaceFile(i, services, calls));
  if (checkout) linkTypes(folder, checkout);
}

/** Changes one service in one file, as a release would; another image each time. */
export function changeService(folder: string, services: number, edition: number): void {
  const changed = Math.floor(services / 2);
  const i = namespaceIndex(changed);
  const lines = namespaceFile(i, services, callsByNamespace(services));
  const before = imageOf(changed);
  writeNamespace(
    folder,
    i,
    lines.map((line) => line.replace(before, `${before}-${edition}`)),
  );
}

function writeNamespace(folder: string, i: number, lines: readonly string[]): void {
  writeLines(folder, `policies/${namespaceName(i)}.ts`, lines);
}

export function writeLines(folder: string, file: string, lines: readonly string[]): void {
  writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
}

function linkTypes(folder: string, checkout: string): void {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(checkout, join(folder, 'node_modules/meshwright'));
  writeLines(folder, 'package.json', ['{ "type": "module" }']);
  writeLines(folder, 'tsconfig.json', [JSON.stringify(TSCONFIG)]);
}

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
  },
  include: ['policies', 'meshwright.config.ts'],
};

const CONFIG = [
  "import { defineConfig, istio } from 'meshwright/config';",
  '',
  'export default defineConfig({',
  "  policies: 'policies/index.ts',",
  "  out: 'out',",
  "  targets: { prod: { environment: 'prod', cluster: 'prod', backends: [istio({ version: '1.31' })] } },",
  '});',
];

const MESH = [
  "import { mesh } from 'meshwright';",
  '',
  "export const shop = mesh('shop', { mtls: 'strict', authorization: 'deny-by-default' });",
];

function entry(services: number): string[] {
  const namespaces = Array.from({ length: namespaceCount(services) }, (_, i) => namespaceName(i));
  return [...namespaces.map((name) => `import './${name}.ts';`), "export { shop as default } from './mesh.ts';"];
}

/** A call is written down with the later of its two namespaces: so imports only go backwards, and never in a circle. */
export function callsByNamespace(services: number): ReadonlyMap<number, readonly Call[]> {
  const calls = new Map<number, Call[]>();
  for (let to = 0; to < services; to++) {
    for (const from of callersOf(to, services)) {
      const place = Math.max(namespaceIndex(from), namespaceIndex(to));
      const there = calls.get(place) ?? [];
      there.push([from, to]);
      calls.set(place, there);
    }
  }
  return calls;
}

export function namespaceFile(i: number, services: number, calls: ReadonlyMap<number, readonly Call[]>): string[] {
  const first = i * NAMESPACE_SIZE;
  const members = Array.from({ length: Math.min(NAMESPACE_SIZE, services - first) }, (_, k) => first + k);
  const made = calls.get(i) ?? [];
  return [
    "import { GET } from 'meshwright';",
    "import { shop } from './mesh.ts';",
    ...importsOf(i, made),
    '',
    `export const ${variable(namespaceName(i))} = shop.namespace('${namespaceName(i)}', { dataPlane: 'sidecar' });`,
    ...members.flatMap((service) => ['', ...declaration(service, variable(namespaceName(i)))]),
    '',
    ...made.map(
      ([from, to]) => `${variable(serviceName(from))}.calls(${variable(serviceName(to))}, GET('${pathOf(to)}'));`,
    ),
  ];
}

function importsOf(i: number, calls: readonly Call[]): string[] {
  const others = new Map<number, Set<string>>();
  for (const service of calls.flat()) {
    const place = namespaceIndex(service);
    if (place !== i) others.set(place, (others.get(place) ?? new Set()).add(variable(serviceName(service))));
  }
  return [...others].map(
    ([place, names]) => `import { ${[...names].join(', ')} } from './${namespaceName(place)}.ts';`,
  );
}

export function declaration(service: number, namespace: string): string[] {
  const name = serviceName(service);
  return [
    `export const ${variable(name)} = ${namespace}.service('${name}', {`,
    `  ports: { http: ${PORT} },`,
    `  versions: { v1: { image: '${imageOf(service)}', replicas: 2 } },`,
    "  mtls: 'strict',",
    '});',
    `${variable(name)}.route({ name: 'default', to: { v1: 100 }, timeout: '5s' });`,
    `${variable(name)}.traffic({ connectionPool: { maxConnections: 100 } });`,
  ];
}

export function variable(name: string): string {
  return name.replaceAll('-', '');
}
