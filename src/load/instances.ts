import { Console } from 'node:console';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clock } from './deadline.ts';
import type { GraphFile, Link, ModuleGraph } from './graph.ts';
import type { ScriptFile } from './module-file.ts';

/** A module of one evaluation: linked, then run once. */
interface Instance {
  readonly path: string;
  readonly graphFile: GraphFile;
  readonly exports: Namespace;
  readonly steps: Iterator<void> | AsyncIterator<void> | undefined;
  state: 'linked' | 'run';
  /** While it waits for something at its top level. */
  waiting: Promise<void> | undefined;
}

export type Namespace = Record<string, unknown>;

/** A module that ran. */
export interface Ran {
  readonly path: string;
  readonly exports: Namespace;
  /** How many declarations had been made before it ran. */
  readonly before: number;
  /** Whether it waited for something, while others may have run. */
  readonly waited: boolean;
}

/** An imported name that is used as a value and that its module does not have. */
export interface MissingExport {
  readonly name: string;
  readonly specifier: string;
  readonly importer: string;
  readonly exported: readonly string[];
}

export type ImportDynamically = (specifier: string, importer: string) => Promise<object>;

/** The module instances of one evaluation, linked and run in the order that ECMAScript gives. */
export class Instances {
  /** The module that runs or waits, for messages about what did not end. */
  current: string | undefined;
  /** When that module began to run. */
  since = 0;
  readonly #graph: ModuleGraph;
  readonly #root: string;
  readonly #importDynamically: ImportDynamically;
  readonly #declared: () => number;
  readonly #instances = new Map<string, Instance>();
  readonly #ran: Ran[] = [];

  constructor(graph: ModuleGraph, root: string, importDynamically: ImportDynamically, declared: () => number) {
    this.#graph = graph;
    this.#root = root;
    this.#importDynamically = importDynamically;
    this.#declared = declared;
  }

  /** In the order in which they ran. */
  get ran(): readonly Ran[] {
    return this.#ran;
  }

  exportsOf(path: string): Namespace {
    return this.#instance(path).exports;
  }

  /** Makes an instance of each module that has none, and binds their imports. */
  link(entry: string): readonly MissingExport[] {
    const fresh = this.#order(entry).filter((path) => !this.#instances.has(path));
    for (const path of fresh) this.#instances.set(path, { path, ...this.#blank(this.#file(path)) });
    const stars: Star[] = [];
    for (const path of fresh) this.#bind(this.#instance(path), stars);
    spread(stars);
    return fresh.flatMap((path) => this.#missingIn(path));
  }

  /** Runs a module after all that it imports; returns a promise when one of them waits at its top level. */
  run(entry: string): Promise<void> | undefined {
    return this.#runFrom(this.#order(entry), 0);
  }

  #runFrom(order: readonly string[], start: number): Promise<void> | undefined {
    for (let i = start; i < order.length; i++) {
      const waiting = this.#runOne(this.#instance(order[i] as string));
      if (waiting) return waiting.then(() => this.#runFrom(order, i + 1));
    }
    return undefined;
  }

  #runOne(instance: Instance): Promise<void> | undefined {
    if (instance.state === 'run') return instance.waiting;
    instance.state = 'run';
    this.current = instance.path;
    this.since = clock();
    const { path, exports } = instance;
    const before = this.#declared();
    const result = instance.steps?.next();
    const waited = result instanceof Promise || isThenable(result);
    this.#ran.push({ path, exports, before, waited });
    if (!waited) return undefined;
    instance.waiting = Promise.resolve(result).then(() => {
      instance.waiting = undefined;
    });
    return instance.waiting;
  }

  /** Imports before importers, in the order of the import statements. */
  #order(entry: string): string[] {
    const order: string[] = [];
    const seen = new Set<string>();
    const visit = (path: string) => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const link of this.#file(path).links.values()) if (link.kind === 'file') visit(link.path);
      order.push(path);
    };
    visit(entry);
    return order;
  }

  #blank(graphFile: GraphFile): Omit<Instance, 'path'> {
    const { file } = graphFile;
    const exports = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } }) as Namespace;
    if (file.kind === 'json') exports.default = structuredClone(file.value);
    return { graphFile, exports, steps: undefined, state: 'linked', waiting: undefined };
  }

  #bind(instance: Instance, stars: Star[]): void {
    const { file } = instance.graphFile;
    if (file.kind === 'json') return;
    const steps = this.#start(file, instance, stars);
    (instance as { steps: Instance['steps'] }).steps = steps;
    void steps.next();
  }

  #start(
    file: ScriptFile,
    { graphFile, exports, path }: Instance,
    stars: Star[],
  ): Iterator<void> | AsyncIterator<void> {
    const make = file.script.runInThisContext() as MakeModule;
    return make(
      exports,
      (specifier) => this.#namespace(graphFile.links.get(specifier)),
      (from) => stars.push({ from, to: exports }),
      // A turn later, so that the caller is not on the stack of what it imports.
      (specifier) => Promise.resolve().then(() => this.#importDynamically(String(specifier), path)),
      importMeta(join(this.#root, path)),
      policyConsole,
    )();
  }

  #namespace(link: Link | undefined): object {
    return link === undefined || link.kind === 'file' ? this.exportsOf(link?.path as string) : link.namespace;
  }

  #missingIn(importer: string): MissingExport[] {
    const { file, links } = this.#file(importer);
    return file.imports.flatMap(({ specifier, used }) => {
      const namespace = this.#namespace(links.get(specifier));
      const exported = Object.keys(namespace);
      return used.filter((name) => !(name in namespace)).map((name) => ({ name, specifier, importer, exported }));
    });
  }

  #file(path: string): GraphFile {
    return this.#graph.get(path) as GraphFile;
  }

  #instance(path: string): Instance {
    return this.#instances.get(path) as Instance;
  }
}

type MakeModule = (
  exports: Namespace,
  importModule: (specifier: string) => object,
  exportAll: (namespace: object) => void,
  dynamicImport: (specifier: unknown) => Promise<object>,
  meta: object,
  console: object,
) => () => Iterator<void> | AsyncIterator<void>;

/** `export * from`: the names of one module become names of another, unless it has them already. */
interface Star {
  readonly from: object;
  readonly to: Namespace;
}

function spread(stars: readonly Star[]): void {
  let changed = stars.length > 0;
  while (changed) changed = stars.map(spreadOne).includes(true);
}

function spreadOne({ from, to }: Star): boolean {
  const names = Object.keys(from).filter((name) => name !== 'default' && !(name in to));
  for (const name of names) {
    Object.defineProperty(to, name, { enumerable: true, get: () => (from as Namespace)[name] });
  }
  return names.length > 0;
}

/** Promises of policies belong to the main realm, which under a test runner is not ours. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | undefined)?.then === 'function';
}

function importMeta(filename: string): object {
  return { url: pathToFileURL(filename).href, filename, dirname: posix.dirname(filename) };
}

let stderrConsole: Console | undefined;

/** stdout is for the command's own answer: what policies print goes to stderr. */
const policyConsole = new Proxy({} as Console, {
  get: (_, method) => {
    stderrConsole ??= new Console(process.stderr, process.stderr);
    return Reflect.get(stderrConsole, method);
  },
});
