import type { Json, JsonObject } from '../base/json.ts';
import type { Span } from '../base/span.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import type { RawSite } from '../dsl/span.ts';
import { evaluateModule, type ModuleOptions } from './evaluate-module.ts';
import type { Ran } from './instances.ts';
import { toPlainJson } from './plain.ts';

export type { Deadline } from './evaluate-module.ts';
export type { Given, Provided } from './graph.ts';
export type { Ran } from './instances.ts';
export { diskTree, type SourceRead, type SourceTree, snapshotOf, textAt, watched } from './source-tree.ts';

/** What policies are evaluated for: the only input besides their own code. */
export interface EvaluationTarget {
  readonly name: string;
  readonly environment: string;
  readonly cluster: string;
  readonly values: JsonObject;
}

export interface EvaluateOptions extends ModuleOptions {
  readonly target: EvaluationTarget;
  /** Tells the language which target is evaluated, before any policy runs; and that it is over. */
  readonly begin: (target: EvaluationTarget | undefined) => void;
  /** Finds the meshes among the exports of the entry, and what was declared with them. */
  readonly collect: (
    exports: Readonly<Record<string, unknown>>,
    readSite: ReadSite,
    ran: readonly Ran[],
  ) => CollectResult;
}

/** Where a declaration was made, in the user's TypeScript. */
export type ReadSite = (site: RawSite) => Span;

export interface CollectResult {
  /** The distinct meshes that are exported, under whatever names. */
  readonly meshes: readonly { readonly name: string; readonly span: Span }[];
  readonly declarations: unknown;
  /** Whatever else is to be known of the files that ran. */
  readonly about?: unknown;
}

export interface Evaluated {
  /** Plain JSON, and not trusted: whoever reads it validates it first. */
  readonly declarations: Json;
  /** The files that took part, relative to the root, in order. */
  readonly files: readonly string[];
  /** Whether the same files declare the same for the same target, whenever and wherever they are evaluated. */
  readonly closed: () => boolean;
  /** What was collected about the files, as plain as the declarations. */
  readonly about: Json;
}

/** Evaluates policies: a path in, plain JSON out. Nothing else of what policies do or hold comes through here. */
export async function evaluate(entry: string, options: EvaluateOptions): Promise<Report<Evaluated | undefined>> {
  const before = queue;
  const { promise, resolve: leave } = withResolvers();
  queue = promise;
  await before;
  options.begin(options.target);
  try {
    return await evaluateModule(entry, options, (exports, files, readSite, closed, ran) => {
      const collected = options.collect(exports, readSite, ran);
      const refused = countMeshes(entry, collected.meshes);
      if (refused) return { result: undefined, diagnostics: [refused] };
      return toEvaluated(collected, files, closed);
    });
  } finally {
    options.begin(undefined);
    leave();
  }
}

/** One evaluation at a time: the language knows one target at a time. */
let queue: Promise<void> = Promise.resolve();

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function countMeshes(entry: string, meshes: CollectResult['meshes']): Diagnostic | undefined {
  const [first, second] = meshes;
  if (!first) {
    return error('MW0115', `\`${entry}\` exports no mesh`, {
      span: { file: entry, line: 1, column: 1 },
      help: "export it there: `export { shop as default } from './mesh.ts';`",
    });
  }
  if (!second) return undefined;
  return error(
    'MW0116',
    `\`${entry}\` exports more than one mesh: ${meshes.map(({ name }) => `\`${name}\``).join(', ')}`,
    {
      span: second.span,
      related: [{ span: first.span, note: `\`${first.name}\` is declared here` }],
      help: 'compile each mesh from an entry of its own',
    },
  );
}

function toEvaluated(
  { declarations, about = null }: CollectResult,
  files: readonly string[],
  closed: () => boolean,
): Report<Evaluated | undefined> {
  const plain = toPlainJson(declarations);
  const plainAbout = toPlainJson(about);
  if ('value' in plain && 'value' in plainAbout)
    return { result: { declarations: plain.value, files, closed, about: plainAbout.value }, diagnostics: [] };
  if ('value' in plain) throw new Error('meshwright bug: what is known of files is plain data');
  const where = plain.path.length === 0 ? '' : ` at \`${plain.path.join('.')}\``;
  return {
    result: undefined,
    diagnostics: [error('MW0117', `the declarations hold ${plain.what}${where}: only plain data can be compiled`)],
  };
}
