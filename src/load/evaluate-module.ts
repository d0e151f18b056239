import type { Span } from '../base/span.ts';
import { type Diagnostic, isError } from '../diag/diagnostic.ts';
import { failed, type Report } from '../diag/report.ts';
import type { RawSite } from '../dsl/span.ts';
import { aliasesOf } from './aliases.ts';
import { blame, type Scene, spanOfError } from './blame.ts';
import { isClosed } from './closed.ts';
import { clock } from './deadline.ts';
import { exited, leftRunning, neverSettled, rejected, tooLong } from './ended.ts';
import { missingExport, noEntry } from './findings.ts';
import { type Given, Loader, type Provided } from './graph.ts';
import { Instances, type Namespace, type Ran } from './instances.ts';
import { resolvePath } from './resolve.ts';
import { type Outcome, type Run, runInTime, type Watch } from './run.ts';
import { Sites } from './sites.ts';
import { diskTree, type SourceTree, snapshotOf } from './source-tree.ts';
import { topLevelAwait } from './waiting.ts';
import { endStalled, startWatchdog } from './watchdog.ts';

export interface ModuleOptions {
  /** Absolute path of the project: what policies import lies below it. */
  readonly root: string;
  readonly modules: Provided;
  /** Where files are read from; the disk when absent. */
  readonly sources?: SourceTree;
  readonly deadline: Deadline;
  /** What takes the place of modules that need not run. */
  readonly given?: Given;
  /** A count that grows with each declaration: tells which module made which. */
  readonly declared?: () => number;
}

export interface Deadline {
  readonly seconds: number;
  /**
   * Called while a policy blocks the process for good, in the middle of it: prints what was found, at once and without
   * waiting for anything. The process then ends with code 1. Without it, an endless loop that starts after something was
   * waited for is not ended.
   */
  readonly onStall?: (findings: readonly Diagnostic[]) => void;
}

export type Read<T> = (
  exports: Namespace,
  files: readonly string[],
  readSite: (site: RawSite) => Span,
  /** Whether what was declared depends on nothing but the text of the modules and what they were given. */
  closed: () => boolean,
  /** The modules in the order in which they ran. */
  ran: readonly Ran[],
) => Report<T | undefined>;

/** Runs a module written in TypeScript, and reads its exports. */
export async function evaluateModule<T>(
  entry: string,
  options: ModuleOptions,
  read: Read<T>,
): Promise<Report<T | undefined>> {
  const sources = options.sources ?? snapshotOf(diskTree(options.root));
  const resolver = {
    root: options.root,
    tree: sources,
    provided: options.modules,
    aliases: aliasesOf(options.root, options.sources),
  };
  const resolved = resolvePath(entry, resolver);
  if (resolved.kind !== 'file') return failed(noEntry(entry, resolved, sources));
  const evaluation = new Evaluation(new Loader(resolver, options.modules, options.given), resolved.path, options);
  return evaluation.run(resolved.text, read);
}

/** What a dynamic import found wrong, on its way through the user's code. */
class LoadFailure extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message }) => message).join('; '));
    this.diagnostics = diagnostics;
  }
}

class Evaluation {
  readonly #loader: Loader;
  readonly #entry: string;
  readonly #deadline: Deadline;
  readonly #declared: () => number;
  readonly #sites = new Sites();
  #instances: Instances;

  constructor(loader: Loader, entry: string, { deadline, declared = () => 0 }: ModuleOptions) {
    this.#loader = loader;
    this.#entry = entry;
    this.#deadline = deadline;
    this.#declared = declared;
    this.#instances = this.#newInstances();
  }

  #newInstances(): Instances {
    const { graph, resolver } = this.#loader;
    const dynamically = (specifier: string, importer: string) => this.#import(specifier, importer);
    return new Instances(graph, resolver.root, dynamically, this.#declared);
  }

  async run<T>(text: string, read: Read<T>): Promise<Report<T | undefined>> {
    const problems = await this.#load(this.#entry, text);
    if (problems.length > 0) return failed(...problems);
    const { seconds, onStall } = this.#deadline;
    const began = clock();
    const run = await runInTime(() => this.#instances.run(this.#entry), seconds, onStall && this.#watch(onStall));
    const found = await this.#judge(run, this.#instances.since - began);
    if (found.some(isError)) return failed(...found);
    const readSite = (site: RawSite) => this.#sites.spanOf(site) ?? { file: this.#entry, line: 1, column: 1 };
    const { result, diagnostics } = this.#read(read, readSite);
    return { result, diagnostics: [...found, ...diagnostics] };
  }

  /** Reading calls into what policies made, which may throw as they may. */
  #read<T>(read: Read<T>, readSite: (site: RawSite) => Span): Report<T | undefined> {
    try {
      const { graph } = this.#loader;
      const exports = this.#instances.exportsOf(this.#entry);
      return read(exports, [...graph.keys()].sort(), readSite, () => isClosed(graph), this.#instances.ran);
    } catch (thrown) {
      if (spanOfError(thrown, this.#scene()) === undefined) throw thrown;
      return failed(blame(thrown, this.#scene()));
    }
  }

  async #load(path: string, text: string): Promise<readonly Diagnostic[]> {
    const problems = await this.#loader.load(path, text);
    return problems.length > 0 ? problems : this.#link(path);
  }

  async #link(path: string): Promise<readonly Diagnostic[]> {
    for (const { file } of this.#loader.graph.values()) {
      if (file.kind === 'script') this.#sites.add(this.#loader.scriptName(file.path), file);
    }
    const missing = this.#instances.link(path);
    return Promise.all(
      missing.map(({ name, specifier, importer, exported }) =>
        missingExport(name, specifier, this.#file(importer), exported),
      ),
    );
  }

  /** `import()` in a policy. */
  async #import(specifier: string, importer: string): Promise<object> {
    const { link, problems } = await this.#loader.follow(specifier, this.#file(importer));
    if (!link || problems.length > 0) throw new LoadFailure(problems);
    if (link.kind !== 'file') return link.namespace;
    const unlinked = await this.#link(link.path);
    if (unlinked.length > 0) throw new LoadFailure(unlinked);
    await this.#instances.run(link.path);
    return this.#instances.exportsOf(link.path);
  }

  #file(path: string) {
    const found = this.#loader.graph.get(path);
    if (!found) throw new Error(`meshwright bug: no module ${path}`);
    return found.file;
  }

  /** `before`: how many milliseconds ran before the module that is to blame. */
  async #judge({ outcome, misdeeds }: Run, before: number): Promise<readonly Diagnostic[]> {
    const scene = this.#scene();
    const exits = misdeeds.exits.slice(0, 1).map((attempt) => exited(attempt, scene));
    if (exits.length > 0) return exits;
    const rejections = misdeeds.rejections.map((reason) => rejected(reason, scene));
    const found = [...(await this.#judgeOutcome(outcome, scene, before)), ...rejections];
    return found.length === 0 && misdeeds.timers ? [leftRunning(this.#entry)] : found;
  }

  async #judgeOutcome(outcome: Outcome, scene: Scene, before: number): Promise<readonly Diagnostic[]> {
    switch (outcome.kind) {
      case 'done':
        return [];
      case 'threw':
        return outcome.thrown instanceof LoadFailure ? outcome.thrown.diagnostics : [blame(outcome.thrown, scene)];
      case 'never':
        return [neverSettled(this.#running(), await topLevelAwait(this.#file(this.#running())))];
      case 'late': {
        const path = this.#running();
        if (outcome.looping) return [tooLong(path, this.#deadline.seconds, await this.#whereItLoops(before))];
        return [tooLong(path, this.#deadline.seconds, await topLevelAwait(this.#file(path)))];
      }
    }
  }

  #running(): string {
    return this.#instances.current ?? this.#entry;
  }

  /** What is done about a loop that starts after something was waited for: it is reported from the middle of it. */
  #watch(onStall: NonNullable<Deadline['onStall']>): Watch {
    return (milliseconds) =>
      startWatchdog(milliseconds + GRACE, (stack) => {
        onStall([tooLong(this.#running(), this.#deadline.seconds, this.#sites.spanOf(stack))]);
        endStalled();
      });
  }

  /**
   * The line of an endless loop. The engine ended it without a word, so the policies run once more, this time with a
   * debugger that looks where they are.
   */
  async #whereItLoops(before: number): Promise<Span | undefined> {
    let span: Span | undefined;
    this.#instances = this.#newInstances();
    this.#instances.link(this.#entry);
    const stop = startWatchdog(before + LOOK_AFTER, (stack) => {
      span ??= this.#sites.spanOf(stack);
    });
    await runInTime(() => this.#instances.run(this.#entry), (before + 2 * LOOK_AFTER) / 1000);
    stop();
    return span;
  }

  #scene(): Scene {
    const { graph, resolver } = this.#loader;
    return { root: resolver.root, sites: this.#sites, graph, current: this.#instances.current };
  }
}

/** Milliseconds by which the watchdog lets this thread be first to see that the time is up. */
const GRACE = 300;
/** Milliseconds after which what still runs is taken for the endless loop that was just seen. */
const LOOK_AFTER = 500;
