import type { CompiledTarget, CompileOptions, FileChange } from '../../compile.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { changeOutput, leftOutput, listsTheSame, type TreeChange } from '../../emit/again.ts';
import { type SourceRead, type SourceTree, watched } from '../../load/evaluate.ts';
import { countsOf } from '../counts.ts';
import { changedIn, type KeptPolicies, stamping, stampOf } from '../kept-policies.ts';
import {
  canGoOn,
  forget,
  type KeptCompile,
  type KeptTarget,
  keep,
  leftBefore,
  readKept,
  type Whole,
} from './kept-compile.ts';
import { type MadeTarget, makeAgain } from './target.ts';

interface Again {
  readonly targets: readonly CompiledTarget[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles by what changed since an earlier compile: evaluates the files that changed, looks at the services that these concern, and
 * writes the files that become others. Undefined, with nothing done, wherever that could be less than a whole compile does, or
 * anything is found: it is for a whole compile to say so.
 */
export async function compileAgain(
  kept: KeptPolicies,
  sources: SourceTree,
  options: CompileOptions,
): Promise<Again | undefined> {
  const of = whatIs(options);
  const before = readKept(kept, of, options, (left) => listsTheSame(left, outputOptions(options)));
  const changed = before && changedFiles(before, sources);
  if (!before || !changed) return undefined;
  const reads = new Map(before.reads);
  const seen = watched(sources, (path, read) => reads.set(path, stampOf(read)));
  for (const path of changed) seen.read(path);
  const made: MadeTarget[] = [];
  for (const target of before.targets) {
    const one = await makeAgain(target, { changed, sources: seen, options, before });
    if (one === undefined) return undefined;
    made.push(one);
  }
  options.onProgress?.({ phase: 'write', target: made.at(-1)?.target.name ?? '' });
  const written = await changeOutput(
    made.map(({ target, delta }): TreeChange => ({ delta, left: target.left })),
    outputOptions(options),
  );
  if (written === undefined) return undefined;
  const targets = made.map(({ target }, i) => ({ ...target, left: written.left[i]! }));
  keep(kept, of, { ...before, reads: [...reads], targets }, options);
  const changes = written.changes;
  return { targets: made.map((one) => summary(one, changes, before, options)), diagnostics: before.findings };
}

/** Keeps what a compile of everything came to; nothing where a later one could not go on from there. */
export function keepWhole(
  kept: KeptPolicies,
  reads: ReadonlyMap<string, SourceRead>,
  { built, written, findings, silenced }: Whole,
  options: CompileOptions,
): void {
  const of = whatIs(options);
  const targets: KeptTarget[] = [];
  const before = leftBefore(kept, of);
  for (const one of built) {
    const left = canGoOn(one, options.config)
      ? leftOutput(one.output, written, outputOptions(options), before.get(one.name))
      : undefined;
    if (left === undefined) {
      forget(kept, of);
      return;
    }
    const { name, mesh, byFile, proof, manifests } = one;
    targets.push({ name, state: { mesh, files: byFile! }, manifests: manifests.length, proof: proof!, left });
  }
  const stamps = Array.from(reads, ([path, read]) => [path, stampOf(read)] as const);
  keep(kept, of, { reads: stamps, targets, findings, silenced }, options);
}

function outputOptions({ root, config, targets, allowPrune }: CompileOptions) {
  return { root, out: config.out, allowPrune, ...(targets === undefined && { trees: Object.keys(config.targets) }) };
}

/** What is compiled: another configuration, or other targets, are something else. */
function whatIs({ root, config, targets }: CompileOptions): string {
  return JSON.stringify([root, config, targets]);
}

/** The policy files that read otherwise; undefined where something else does, or too much. */
function changedFiles({ reads, targets }: KeptCompile, sources: SourceTree): readonly string[] | undefined {
  const changed = changedIn(reads, stamping(sources), sources);
  const files = new Set(targets.flatMap(({ state }) => state.files.map(({ path }) => path)));
  return changed?.every((path) => files.has(path)) ? changed : undefined;
}

function summary(
  { target: { name, state, manifests, proof } }: MadeTarget,
  changes: readonly FileChange[],
  { silenced }: KeptCompile,
  { config }: CompileOptions,
): CompiledTarget {
  return {
    name,
    ...countsOf(state.mesh),
    manifests,
    proxies: 0,
    changes: changes.filter(({ path }) => path.startsWith(`${config.out}/${name}/`)),
    raw: [],
    proven: proof,
    silenced: silenced.filter(({ diagnostic }) => diagnostic.targets?.includes(name) ?? true),
  };
}
