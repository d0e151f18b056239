import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from 'oxc-parser';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What the driver may import: everything that is not a face of the program. */
const DRIVER = [
  'base',
  'diag',
  'config',
  'model',
  'dsl',
  'elaborate',
  'access',
  'checks',
  'passes',
  'manifest',
  'xds',
  'backends',
  'emit',
  'load',
];

/** Who may import whom, besides itself. A folder that is not here may import nothing and fails. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  base: [],
  diag: ['base'],
  model: ['base'],
  dsl: ['base', 'model'],
  elaborate: ['base', 'diag', 'model', 'dsl'],
  access: ['base', 'model'],
  checks: ['base', 'diag', 'model', 'access'],
  passes: ['base', 'model'],
  analysis: ['base', 'model', 'access'],
  manifest: ['base', 'diag', '../schemas'],
  /** Configs of Envoy: what `manifest` is for Kubernetes. */
  xds: ['base', 'diag', '../schemas'],
  /** What a backend takes is said in the configuration. */
  backends: ['base', 'diag', 'model', 'passes', 'manifest', 'xds', 'access', 'config'],
  /** What syncs the output is said in the configuration. */
  emit: ['base', 'diag', 'manifest', 'xds', 'config'],
  /** Evaluates policies: the language is what they are written in. */
  load: ['base', 'diag', 'dsl'],
  /** Files of a commit, for whoever loads policies; it knows Git, and nothing of meshes. */
  revision: ['base', 'diag', 'load'],
  /** A configuration knows where it was made, as what the language declares does. */
  config: ['base', 'diag', 'dsl'],
  /** The driver gives policies the modules that they may import: the public ones. */
  compile: [...DRIVER, 'analysis', 'compile.ts', 'index.ts', 'cdk8s'],
  'compile.ts': [...DRIVER, 'compile'],
  /** A face of the program to cdk8s, as `cli` is to people. */
  cdk8s: [...DRIVER, 'compile', 'compile.ts', 'index.ts'],
  /** A face of the program to jest: it opens projects and words answers as the command does. */
  jest: ['base', 'diag', 'model', 'access', 'analysis', 'cli'],
  // What a report of ours has to look like is said once, where users find it.
  /** Runs proxies on this machine, for the command. */
  local: ['base', 'diag', 'config', 'model', 'access', 'analysis', 'manifest', 'xds', 'backends'],
  cli: ['base', 'diag', 'config', 'load', 'local', 'revision', 'analysis', 'compile.ts', 'index.ts', '../docs'],
  'index.ts': ['dsl', 'model'],
};

/** Folders whose place is settled before there is anything in them. */
const TO_COME: readonly string[] = ['passes'];

/** Rows finer than folders: files that match `from` import nothing that matches `never`. */
const NEVER: readonly { readonly why: string; readonly from: RegExp; readonly never: RegExp }[] = [
  { why: 'rendering knows findings, not what they are about', from: /^diag\/render\//, never: /^(?!base\/|diag\/)/ },
  { why: 'a configuration says nothing of policies', from: /^config\//, never: /^dsl\/(?!span\.ts$)/ },
  {
    why: 'readers alone say what manifests mean',
    from: /^backends\/(?!\w[\w-]*\/read\/|reading\.ts$)/,
    never: /^access\//,
  },
  {
    why: 'what a reader says of manifests shares nothing with what the model means, nor with the emitters',
    from: /^backends\/\w[\w-]*\/read\//,
    never:
      /^(access\/(?!(formula|destination|token-place|routing\/table)\.ts$)|model\/lookup|backends\/\w[\w-]*\/(?!read\/))/,
  },
  {
    why: 'what runs in a browser knows the shape of its data, and nothing of the command',
    from: /^cli\/views\/diff\/html\/client\//,
    never: /^(?!base\/|cli\/views\/diff\/html\/(client\/|data\.ts$))/,
  },
];

/** Modules of Node that only compute. */
const PURE = ['path', 'util', 'url', 'net', 'crypto'];
/** The disk, other processes, threads, the machine: where policies are read, output is written, and people are talked to. */
const OUTSIDE = /^(load\/|revision\/|emit\/write\/|local\/|cli\/|jest\/)/;
/** The clock, randomness, the environment, the locale: only at the rim. */
const AMBIENT = /^(Date|Intl|performance|process|setTimeout|setInterval|setImmediate)$/;
const AMBIENT_MEMBER = /^Math\.random$|\.(localeCompare|toLocale\w+|randomBytes|randomUUID)$/;
/** Evaluation has a deadline and runs in a process; writing waits for a lock and names its holder. */
const MAY_BE_AMBIENT = /^(load\/|emit\/write\/|local\/|cli\/|jest\/)/;

interface Source {
  /** Relative to `src`, with `/`. */
  readonly file: string;
  /** Modules that it imports: files of the project relative to `src`, others by name. */
  readonly imports: readonly string[];
  /** Globals and members that depend on where and when the program runs. */
  readonly ambient: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** Names used as values, and members by name (`Math.random`, `?.sort` of what has none). Types, keys and strings are none. */
function* names(node: Node): Generator<string> {
  if (node.type.startsWith('TS') && node.type !== 'TSAsExpression' && node.type !== 'TSNonNullExpression') return;
  if (node.type === 'Identifier') yield String(node['name']);
  const { object, property, computed } = node;
  const named = node.type === 'MemberExpression' && computed === false && isNode(property);
  if (named) yield `${isNode(object) ? String(object['name'] ?? '?') : '?'}.${String(property['name'])}`;
  for (const [field, value] of Object.entries(node)) {
    if ((field === 'property' || field === 'key') && !computed) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* names(child);
  }
}

function isAmbient(name: string): boolean {
  return AMBIENT.test(name) || AMBIENT_MEMBER.test(name);
}

function read(file: string): Source {
  const { module, program } = parseSync(file, readFileSync(join(ROOT, 'src', file), 'utf8'));
  const dynamic = readFileSync(join(ROOT, 'src', file), 'utf8');
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => dynamic.slice(start + 1, end - 1)),
  ];
  const imports = requests.map((request) =>
    request.startsWith('.') ? join(dirname(file), request).split(sep).join('/') : request,
  );
  return {
    file,
    imports: [...new Set(imports)],
    ambient: [...new Set(names(program as unknown as Node))].filter(isAmbient),
  };
}

/** `checks` for a file in that folder, `compile.ts` for one beside the folders, `../schemas` for what is outside. */
function folderOf(path: string): string {
  const [first = '', second] = path.split('/');
  return first === '..' ? `../${second}` : first;
}

const isFile = (path: string) => path.startsWith('../') || path.endsWith('.ts');

/** What is wrong with the imports of a file, in words. */
function violations({ file, imports }: Source): string[] {
  const from = folderOf(file);
  const files = imports.filter(isFile);
  const may = MAY[from];
  if (may === undefined) return [`${file}: the folder ${from} is not in the table of this test`];
  const upward = files.filter((path) => folderOf(path) !== from && !may.includes(folderOf(path)));
  const backend = (path: string) => /^backends\/([\w-]+)\//.exec(path)?.[1];
  const across = files.filter((path) => backend(file) && backend(path) && backend(path) !== backend(file));
  const finer = NEVER.filter((rule) => rule.from.test(file)).flatMap((rule) =>
    files.filter((path) => rule.never.test(path)),
  );
  return [...upward, ...across, ...finer].map((path) => `${file} imports ${path}`);
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
  .map((entry) => read(relative(join(ROOT, 'src'), join(entry.parentPath, entry.name)).split(sep).join('/')));

describe('who imports whom', () => {
  it('is as the table says', () => {
    expect(sources.flatMap(violations)).toEqual([]);
  });

  it('leaves no row for a folder that is gone', () => {
    const folders = new Set(readdirSync(join(ROOT, 'src')));
    expect(Object.keys(MAY).filter((folder) => !folders.has(folder) && !TO_COME.includes(folder))).toEqual([]);
  });

  it.each([
    ['base/span.ts', 'model/mesh.ts'],
    ['model/mesh.ts', '../schemas/kinds.mjs'],
    ['checks/index.ts', 'dsl/mesh.ts'],
    ['backends/istio/index.ts', 'backends/ambient/index.ts'],
    ['backends/istio/gateway.ts', 'dsl/declaration.ts'],
    ['backends/istio/gateway.ts', 'access/formula.ts'],
    ['backends/istio/read/gateway.ts', 'backends/istio/gateway.ts'],
    ['backends/istio/read/policy.ts', 'access/meaning.ts'],
    ['diag/render/text.ts', 'model/mesh.ts'],
    ['cli/views/diff/html/client/main.ts', 'cli/views/diff/html/page.ts'],
    ['somewhere/new.ts', 'base/span.ts'],
  ])('does not let %s import %s', (file, path) => {
    expect(violations({ file, imports: [path], ambient: [] })).not.toEqual([]);
  });

  it('is of packages that package.json knows', () => {
    const { dependencies, devDependencies, peerDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    const known = new Set(['meshwright', ...Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies })]);
    const unknown = (name: string) => !known.has(packageOf(name)) && !known.has(`@types/${name}`);
    const found = sources.flatMap(({ file, imports }) =>
      imports
        .filter((name) => !isFile(name) && !name.startsWith('node:') && unknown(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(found).toEqual([]);
  });
});

describe('what depends on where and when it runs', () => {
  it('is imported at the rim only', () => {
    const outside = (name: string) => name.startsWith('node:') && !PURE.includes(name.slice('node:'.length));
    const found = sources.flatMap(({ file, imports }) =>
      OUTSIDE.test(file) ? [] : imports.filter(outside).map((name) => `${file} imports ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('is used at the rim only', () => {
    const found = sources.flatMap(({ file, ambient }) =>
      MAY_BE_AMBIENT.test(file) ? [] : ambient.map((name) => `${file} uses ${name}`),
    );
    expect(found).toEqual([]);
  });
});
