// The same mesh written in other ways: with one permission more, elsewhere and by other names, and in other words.
import { type Call, callsByNamespace, declaration, namespaceFile, variable } from './policies.ts';
import { NAMESPACE_SIZE, namespaceCount, namespaceIndex, namespaceName, pathOf, serviceName } from './workload.ts';

/** Files of policies by their path in the project; undefined for one that goes. */
export type Edit = ReadonlyMap<string, readonly string[] | undefined>;

/** The callers of one service may also delete what they may get. */
export function permitDelete(services: number): Edit {
  const callee = Math.floor(services / 2);
  const call = `.calls(${variable(serviceName(callee))}, `;
  return editNamespaces(services, (lines) => {
    if (!lines.some((line) => line.includes(call))) return lines;
    return lines.map((line) => {
      if (line === "import { GET } from 'meshwright';") return "import { DELETE, GET } from 'meshwright';";
      return line.includes(call) ? line.replace(/\);$/, `, DELETE('${pathOf(callee)}'));`) : line;
    });
  });
}

/** Each call is a rule of its own at the destination, which has a name and so makes a policy of its own. */
export function callsAsRules(services: number): Edit {
  return editNamespaces(services, (lines) => lines.map((line) => line.replace(CALL, asRule)));
}

const CALL = /^(\w+)\.calls\((\w+), (.*)\);$/;

function asRule(_line: string, from: string, to: string, request: string): string {
  return `${to}.allow({ name: 'by-${from}', from: ${from}, requests: ${request} });`;
}

function editNamespaces(services: number, edit: (lines: readonly string[]) => readonly string[]): Edit {
  const calls = callsByNamespace(services);
  const all = Array.from({ length: namespaceCount(services) }, (_, i) => {
    const lines = namespaceFile(i, services, calls);
    return [fileOf(i), lines, edit(lines)] as const;
  });
  return new Map(all.flatMap(([file, before, after]) => (before === after ? [] : [[file, after] as const])));
}

function fileOf(namespace: number): string {
  return `policies/${namespaceName(namespace)}.ts`;
}

/** Services in files of other names, in another order and as other variables; calls in files of their own. */
export function moveAll(services: number): Edit {
  const calls = callsByNamespace(services);
  const namespaces = Array.from({ length: namespaceCount(services) }, (_, i) => i);
  return new Map<string, readonly string[] | undefined>([
    ...namespaces.map((i) => [fileOf(i), undefined] as const),
    ...namespaces.map((i) => [`policies/areas/${areaFile(i)}`, area(i, services)] as const),
    ...namespaces.map((i) => [`policies/calls/${areaFile(i)}`, callsOf(calls.get(i) ?? [])] as const),
    ['policies/index.ts', entry(namespaces)],
  ]);
}

function areaFile(namespace: number): string {
  return `area-${namespace}.ts`;
}

function area(i: number, services: number): string[] {
  const first = i * NAMESPACE_SIZE;
  const members = Array.from({ length: Math.min(NAMESPACE_SIZE, services - first) }, (_, k) => first + k).reverse();
  return [
    "import { shop } from '../mesh.ts';",
    '',
    `const area = shop.namespace('${namespaceName(i)}', { dataPlane: 'sidecar' });`,
    ...members.flatMap((service) => ['', ...declaration(service, 'area')]).map(renamed),
  ];
}

function callsOf(made: readonly Call[]): string[] {
  const imported = [...new Set(made.flat())].map(
    (service) => `import { ${variable(serviceName(service))} } from '../areas/${areaFile(namespaceIndex(service))}';`,
  );
  const calls = made.map(
    ([from, to]) => `${variable(serviceName(from))}.calls(${variable(serviceName(to))}, GET('${pathOf(to)}'));`,
  );
  return ["import { GET } from 'meshwright';", ...imported, '', ...calls.reverse()].map(renamed);
}

/** Variables of services; their names have a dash. */
function renamed(line: string): string {
  return line.replaceAll(/\bsvc(\d+)\b/g, 'service$1');
}

function entry(namespaces: readonly number[]): string[] {
  const imports = [...namespaces].reverse().map((i) => `import './calls/${areaFile(i)}';`);
  const areas = namespaces.map((i) => `import './areas/${areaFile(i)}';`);
  return [...areas, ...imports, "export { shop as default } from './mesh.ts';"];
}
