import { join } from 'node:path';
import type { Diagnostic } from '../diag/diagnostic.ts';
import { BadTsconfig } from './aliases.ts';
import { badTsconfig, failedPackage, refusedFile, unresolvedImport } from './findings.ts';
import { compileFile, type ModuleFile } from './module-file.ts';
import { importNatively } from './native.ts';
import { type Resolved, type Resolver, resolve } from './resolve.ts';

/** The modules of the project that an entry leads to. */
export type ModuleGraph = ReadonlyMap<string, GraphFile>;

export interface GraphFile {
  readonly file: ModuleFile;
  /** What each specifier leads to. */
  readonly links: ReadonlyMap<string, Link>;
}

export type Link =
  | { readonly kind: 'file'; readonly path: string }
  /** A module of the project that does not run this time: what it exported is put in its place. */
  | { readonly kind: 'given'; readonly path: string; readonly namespace: object }
  | { readonly kind: 'external'; readonly namespace: object };

/** What a module of the project exported when it ran before, for an evaluation of what imports it. */
export type Given = (path: string) => object | undefined;

/** meshwright's own modules, by specifier: those of the running compiler, so that there is one instance of each. */
export type Provided = ReadonlyMap<string, () => Promise<object>>;

export class Loader {
  readonly resolver: Resolver;
  readonly graph = new Map<string, GraphFile>();
  readonly #provided: Provided;
  readonly #given: Given;
  readonly #seen = new Set<string>();

  constructor(resolver: Resolver, provided: Provided, given: Given = () => undefined) {
    this.resolver = resolver;
    this.#provided = provided;
    this.#given = given;
  }

  /** Reads and compiles a module and all that it imports. Problems of all files are collected. */
  async load(path: string, text: string): Promise<Diagnostic[]> {
    if (this.#seen.has(path)) return [];
    this.#seen.add(path);
    const result = await compileFile(path, text, this.scriptName(path));
    if (result.kind !== 'file') return refusedFile(path, result);
    const { file } = result;
    const links = new Map<string, Link>();
    this.graph.set(path, { file, links });
    const problems: Diagnostic[] = [];
    for (const { specifier } of file.imports) {
      if (links.has(specifier)) continue;
      const followed = await this.follow(specifier, file);
      problems.push(...followed.problems);
      if (followed.link) links.set(specifier, followed.link);
    }
    return problems;
  }

  /** Goes where an import leads, and loads what is there. */
  async follow(specifier: string, importer: ModuleFile): Promise<{ link?: Link; problems: readonly Diagnostic[] }> {
    const resolved = await this.#resolve(specifier, importer.path);
    if (resolved instanceof BadTsconfig) return { problems: this.#badTsconfig(resolved) };
    switch (resolved.kind) {
      case 'file': {
        const namespace = this.#given(resolved.path);
        if (namespace) return { link: { kind: 'given', path: resolved.path, namespace }, problems: [] };
        const problems = await this.load(resolved.path, resolved.text);
        return { link: { kind: 'file', path: resolved.path }, problems };
      }
      case 'provided':
      case 'native':
        return this.#external(resolved, specifier, importer);
      default:
        return { problems: [await unresolvedImport(specifier, importer, resolved, this.resolver.tree)] };
    }
  }

  #resolve(specifier: string, importer: string): Promise<Resolved | BadTsconfig> {
    return resolve(specifier, importer, this.resolver).catch((problem) => {
      if (problem instanceof BadTsconfig) return problem;
      throw problem;
    });
  }

  /** Told once, however many imports need the file. */
  #badTsconfig({ message }: BadTsconfig): readonly Diagnostic[] {
    if (this.#seen.has('tsconfig.json')) return [];
    this.#seen.add('tsconfig.json');
    return [badTsconfig(message)];
  }

  async #external({ kind, specifier }: External, written: string, importer: ModuleFile) {
    try {
      const provided = kind === 'provided' ? this.#provided.get(specifier) : undefined;
      const namespace = await (provided ? provided() : importNatively(specifier, importer.path, this.resolver.root));
      return { link: { kind: 'external', namespace } as const, problems: [] };
    } catch (failure) {
      return { problems: [await failedPackage(written, importer, failure)] };
    }
  }

  /** What the engine calls the script of a module. */
  scriptName(path: string): string {
    return join(this.resolver.root, path);
  }
}

interface External {
  readonly kind: 'provided' | 'native';
  readonly specifier: string;
}
