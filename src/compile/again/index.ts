import { createStore } from '../../access/store.ts';
import type { Backend } from '../../backends/backend.ts';
import type { Span } from '../../base/span.ts';
import { runChecks } from '../../checks/index.ts';
import type { CompiledTarget, CompileOptions, FileChange } from '../../compile.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { changeOutput, leftOutput, listsTheSame, type TreeChange } from '../../emit/again.ts';
import { deltaOf, type OutputDelta } from '../../emit/delta.ts';
import { type SourceRead, type SourceTree, watched } from '../../load/evaluate.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { ServiceKey } from '../../model/ids.ts';
import { focusOn, type Lookup, lookup } from '../../model/lookup.ts';
import { countsOf } from '../counts.ts';
import { guardrailFindings } from '../guardrails.ts';
import { backendsOf } from '../judge.ts';
import { changedIn, type KeptPolicies, stamping, stampOf } from '../kept-policies.ts';
import { manifestsOf } from '../manifests.ts';
import { prove } from '../proof.ts';
import { validateManifests } from '../validity.ts';
import { withChanged } from './changed.ts';
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
import { concerned, type Touched, touched } from './touched.ts';

/** More services than this are looked at together with all others. */
const FEW_SERVICES = 1000;

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
    const one = await makeAgain(target, { changed, sources: seen, options, found: before });
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

/** What is compiled: another configuration, or other targets, are something else. */
function outputOptions({ root, config, targets, allowPrune }: CompileOptions) {
  return { root, out: config.out, allowPrune, ...(targets === undefined && { trees: Object.keys(config.targets) }) };
}

function whatIs({ root, config, targets }: CompileOptions): string {
  return JSON.stringify([root, config, targets]);
}

/** The policy files that read otherwise; undefined where something else does, or too much. */
function changedFiles({ reads, targets }: KeptCompile, sources: SourceTree): readonly string[] | undefined {
  const changed = changedIn(reads, stamping(sources), sources);
  const files = new Set(targets.flatMap(({ state }) => state.files.map(({ path }) => path)));
  return changed?.every((path) => files.has(path)) ? changed : undefined;
}

interface Work {
  readonly changed: readonly string[];
  readonly sources: SourceTree;
  readonly options: CompileOptions;
  readonly found: Pick<KeptCompile, 'findings' | 'silenced'>;
}

interface MadeTarget {
  readonly target: KeptTarget;
  readonly delta: OutputDelta;
}

async function makeAgain(target: KeptTarget, work: Work): Promise<MadeTarget | undefined> {
  const { changed, sources, options, found } = work;
  const { config, onProgress } = options;
  onProgress?.({ phase: 'evaluate', target: target.name });
  const source = { root: options.root, config, sources, ...(options.onStall && { onStall: options.onStall }) };
  const own = changed.filter((path) => target.state.files.some((file) => file.path === path));
  const state = await withChanged(target.state, own, target.name, source);
  if (state === undefined) return undefined;
  if (state === target.state) return { target, delta: { tree: target.name, files: [], added: [], gone: [] } };
  onProgress?.({ phase: 'check', target: target.name });
  const [before, after] = [lookup(target.state.mesh), lookup(state.mesh)];
  const differing = touched(before, after);
  if (differing === undefined) return undefined;
  const there = found.findings.filter((one) => speaksOf(one, changed));
  if (found.silenced.some(({ diagnostic }) => speaksOf(diagnostic, changed))) return undefined;
  const near = concerned(differing, [before, after]);
  // What was found in a file is to be found in it again, on whatever line that is now.
  const services = there.length === 0 ? near : new Set([...near, ...declaredIn(changed, after)]);
  if (services.size > FEW_SERVICES) return undefined;
  const [was, is] = [focusOn(before, services), focusOn(after, services)];
  if (!holds({ was, is, after, differing, there }, backendsOf(config, target.name))) return undefined;
  return filesOf(target, state, { was, is }, options);
}

/** Whether any place of a finding is in one of these files. */
function speaksOf({ span, related = [] }: Diagnostic, files: readonly string[]): boolean {
  return [span, ...related.map((one) => one.span)].some((one) => one && isIn(one, files));
}

function isIn(span: Span, files: readonly string[]): boolean {
  return [span, ...(span.calledFrom ?? [])].some(({ file }) => files.includes(file));
}

/** The services that something in these files is about. */
function declaredIn(files: readonly string[], { mesh }: Lookup): readonly ServiceKey[] {
  return [
    ...mesh.services.filter(({ span, routes }) =>
      [span, ...routes.map((one) => one.span)].some((one) => isIn(one, files)),
    ),
    ...mesh.rules.flatMap(({ scope, span }) =>
      scope.kind === 'service' && isIn(span, files) ? { key: scope.service } : [],
    ),
  ].map(({ key }) => key);
}

interface Judged {
  readonly was: Lookup;
  readonly is: Lookup;
  readonly after: Lookup;
  readonly differing: Touched;
  /** What was found in files that changed. */
  readonly there: readonly Diagnostic[];
}

/** Whether checks, guardrails and proof say of what may have changed what they said before. */
function holds({ was, is, after, differing, there }: Judged, backends: readonly Backend[]): boolean {
  const found = (mesh: Lookup) =>
    [...runChecks(mesh), ...backends.flatMap((backend) => [...backend.gaps(mesh)])].map((one) => JSON.stringify(one));
  const now = found(is);
  if (now.length > 0 && now.join('\n') !== found(was).join('\n')) return false;
  if (there.some(({ targets: _, ...one }) => !now.includes(JSON.stringify(one)))) return false;
  // Deployments have no say in who reaches whom.
  const guarded = after.mesh.guardrails.length > 0 && differing.wide.size > 0;
  if (guarded && guardrailFindings(after, createStore()).length > 0) return false;
  const { result, diagnostics } = prove(is, backends, manifestsOf(is, backends).result);
  return result !== undefined && diagnostics.length === 0;
}

/** What becomes of the files of a target; undefined where something about them is wrong. */
async function filesOf(
  target: KeptTarget,
  state: KeptTarget['state'],
  { was, is }: Pick<Judged, 'was' | 'is'>,
  { config }: CompileOptions,
): Promise<MadeTarget | undefined> {
  const backends = backendsOf(config, target.name);
  const [before, after] = [was, is].map((mesh) => manifestsOf(mesh, backends).result) as [Emitted[], Emitted[]];
  const delta = deltaOf(target.name, before, after, { rootNamespace: state.mesh.rootNamespace });
  if (delta === undefined || (await validateManifests(after)).length > 0) return undefined;
  const manifests = target.manifests + delta.added.length - delta.gone.length;
  return { target: { ...target, state, manifests }, delta };
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
