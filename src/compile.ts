import { posix } from 'node:path';
import { createStore, type Store } from './access/store.ts';
import type { Backend } from './backends/backend.ts';
import type { Span } from './base/span.ts';
import type { Silenced } from './checks/silence.ts';
import type { CompiledState, Whole } from './compile/again/kept-compile.ts';
import { type ByHand, byHandOf, writtenByHand } from './compile/by-hand.ts';
import { countsOf } from './compile/counts.ts';
import { guardedByHand } from './compile/guardrails.ts';
import { backendsOf, judge } from './compile/judge.ts';
import type { KeptPolicies } from './compile/kept-policies.ts';
import { manifestsOf, unmarkedManifestsOf } from './compile/manifests.ts';
import { mergeFindings } from './compile/merge.ts';
import { originOf } from './compile/origin.ts';
import { evaluatePolicies, type PolicySource, readPolicies } from './compile/policies.ts';
import { type Proof, prove } from './compile/proof.ts';
import { silence } from './compile/silences.ts';
import type { VerifyOutputOptions } from './compile/verify-output.ts';
import { type Config, gitopsOf } from './config/config.ts';
import { type Diagnostic, error, isError } from './diag/diagnostic.ts';
import type { Report } from './diag/report.ts';
import { withSyncWave } from './emit/gitops/sync-wave.ts';
import { layout } from './emit/layout.ts';
import type { OutputFile } from './emit/output-file.ts';
import { type OutputChange, planOutput, type Written, writeOutput } from './emit/write.ts';
import { diskTree, type SourceRead, type SourceTree, snapshotOf, textAt, watched } from './load/evaluate.ts';
import type { Emitted } from './manifest/manifest.ts';
import { manifestPath } from './manifest/names.ts';
import type { ServiceKey } from './model/ids.ts';
import { focusOn, type Lookup, lookup } from './model/lookup.ts';
import type { ProxyConfig } from './xds/proxy-config.ts';

export type { Silenced } from './checks/silence.ts';
export type { ByHand } from './compile/by-hand.ts';
export type { KeptPolicies } from './compile/kept-policies.ts';
export { type Makes, makesOf } from './compile/makes.ts';
export type { MeaningSource, Meanings } from './compile/meanings.ts';
export {
  malformed,
  meaningAsEmitted,
  meaningForProxies,
  meaningInTheMesh,
  meaningOfManifests,
  readMeanings,
} from './compile/meanings.ts';
export type { Proof } from './compile/proof.ts';
export type { ManifestFolder, ManifestFolders } from './compile/read-manifests.ts';
export { readManifests, readOwned } from './compile/read-manifests.ts';
export type { End, StepFiles } from './compile/rollout/index.ts';
export type { Applier } from './compile/rollout/objects.ts';
export type { Rollout } from './compile/rollout/plan.ts';
export type { OutputFile } from './emit/output-file.ts';
export type { Manifest } from './manifest/manifest.ts';
export type { Lookup as Model } from './model/lookup.ts';
/** A file that differs from the disk, and the declarations that make it. */
export interface FileChange extends OutputChange {
  readonly spans?: readonly Span[];
}

export interface CompileOptions {
  /** Absolute path of the folder that holds the configuration. */
  readonly root: string;
  readonly config: Config;
  /** Names of the targets to compile; all when absent. */
  readonly targets?: readonly string[];
  /** `write` changes out/; `check` compares with what is on disk; `none` validates only. */
  readonly output: 'write' | 'check' | 'none';
  /** Whether a target may lose so much of its output that a cluster would be emptied. */
  readonly allowPrune?: boolean | undefined;
  /** Where what a compile comes to is kept, so that the next one does what changed; without it each does everything. */
  readonly kept?: KeptPolicies | undefined;
  /** The version of the compiler, for statements of provenance. */
  readonly version?: string;
  /** Called as work goes on, for a progress line. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called while a policy blocks the process for good: prints the findings and ends the process. */
  readonly onStall?: (findings: readonly Diagnostic[]) => void;
}

export interface Progress {
  readonly phase: 'evaluate' | 'check' | 'lower' | 'validate' | 'prove' | 'write';
  readonly target: string;
}

/** What a compile made; files are relative to the root, with `/`. */
export interface Compilation {
  readonly targets: readonly CompiledTarget[];
  /** What differs outside of the targets' folders: what makes clusters sync them, and folders of targets that are gone. */
  readonly others: readonly FileChange[];
}

export interface CompiledTarget {
  readonly name: string;
  readonly services: number;
  readonly gateways: number;
  readonly calls: number;
  /** How many guardrails were proven. */
  readonly guardrails: number;
  readonly manifests: number;
  /** How many stand-alone proxies it has configs for. */
  readonly proxies: number;
  /** What differs from the disk: done when `output` is `write`, only found when it is `check`, empty when `none`. */
  readonly changes: readonly FileChange[];
  /** Where raw manifests and patches were declared: they are outside what meshwright understands. */
  readonly raw: readonly Span[];
  /** Findings that a comment in the policies silenced. */
  readonly silenced: readonly Silenced[];
  /** What was proven of the manifests, raw ones and patches left out; absent where no backend reads them back. */
  readonly proven?: Proof;
}

/** Policies to files, for every target: evaluate, elaborate, check, lower, validate, lay out, write. Any error, and nothing is written. */
export async function compile(options: CompileOptions): Promise<Report<Compilation | undefined>> {
  const sources = snapshotOf(diskTree(options.root));
  if (!options.kept || options.output !== 'write') return compileWhole(sources, options);
  const { compileAgain, keepWhole } = await import('./compile/again/index.ts');
  const again = await compileAgain(options.kept, sources, options);
  if (again) return { result: { targets: again.targets, others: [] }, diagnostics: again.diagnostics };
  const reads = new Map<string, SourceRead>();
  const seen = watched(sources, (path, read) => reads.set(path, read));
  return compileWhole(seen, options, (done) => keepWhole(options.kept!, reads, done, options));
}

async function compileWhole(
  sources: SourceTree,
  options: CompileOptions,
  keep?: (done: Whole) => void,
): Promise<Report<Compilation | undefined>> {
  const names = targetNames(options);
  const more = { ...(names.length > 1 && { known: new Map() }), byFile: keep !== undefined };
  const source: PolicySource = { ...options, sources, ...more };
  const findings = new Map<string, readonly Diagnostic[]>();
  const built: Built[] = [];
  const files = new Set<string>();
  // Targets differ in little, so what is worked out about sets of requests for one serves the next.
  let store: Store | undefined;
  const knowledge = () => (store ??= createStore());
  for (const name of names) {
    const one = await buildTarget(name, source, options, knowledge);
    findings.set(name, one.diagnostics);
    // What takes forever for one target does so for the next: one deadline is enough to wait for.
    if (one.diagnostics.some(({ code }) => code === 'MW0113')) break;
    for (const file of one.result.files) files.add(file);
    if (one.result.built) built.push(one.result.built);
  }
  const text = (file: string) => textAt(sources, file);
  const complete = built.length === Object.keys(options.config.targets).length;
  const { kept, silenced } = await silence(mergeFindings(findings), { files, text, complete });
  if (kept.some(isError)) return { result: undefined, diagnostics: kept };
  const gitops = await syncedBy(built, options);
  if (gitops.diagnostics.length > 0) return { result: undefined, diagnostics: [...kept, ...gitops.diagnostics] };
  const { result: made, diagnostics } = await output(built, gitops.result, options);
  if (made === undefined) return { result: undefined, diagnostics: [...kept, ...diagnostics] };
  const { changes, written } = made;
  if (written) keep?.({ built, written, findings: kept, silenced });
  const here = built.map((one) => isIn(options.config, one.name));
  const targets = built.map((one, i) => summary(one, changes.filter(here[i]!), silenced));
  const others = changes.filter((change) => !here.some((isHere) => isHere(change)));
  return { result: { targets, others }, diagnostics: kept };
}

function targetNames({ targets, config }: CompileOptions): readonly string[] {
  return targets ?? Object.keys(config.targets);
}

/** Policies to model, for one target: what questions are asked of. Findings of checks are not part of it. */
export async function readModel(
  target: string,
  { root, config, onStall, kept }: Pick<CompileOptions, 'root' | 'config' | 'onStall'> & Pick<PolicySource, 'kept'>,
): Promise<Report<Lookup | undefined>> {
  const sources = snapshotOf(diskTree(root));
  const more = { ...(onStall && { onStall }), ...(kept && { kept }) };
  const { result, diagnostics } = await readPolicies(target, { root, config, sources, ...more });
  const errors = diagnostics.some(isError) || result.mesh === undefined;
  return { result: errors ? undefined : lookup(result.mesh!), diagnostics };
}

/** What raw manifests and patches make of a model, or of some services and all gateways; or what is wrong with these. */
export function readByHand(
  model: Lookup,
  target: string,
  config: Config,
  only?: ReadonlySet<ServiceKey>,
): Promise<Report<ByHand>> {
  return byHandOf(only ? focusOn(model, only) : model, backendsOf(config, target));
}

/** What is wrong with the output that is there, file by file, by what a compile found that differs. */
export async function verifyOutput(options: VerifyOutputOptions): Promise<readonly Diagnostic[]> {
  return (await import('./compile/verify-output.ts')).verifyOutputFindings(options);
}

/** What finds the steps of a rollout: loaded by who asks for it. */
export const rollouts = () => import('./compile/rollout/index.ts');

/** The files that declarations become, each with where they were made, relative to the root. */
export function filesOf(
  model: Lookup,
  target: string,
  config: Config,
): readonly { readonly path: string; readonly spans: readonly Span[] }[] {
  const { result } = unmarkedManifestsOf(model, backendsOf(config, target));
  const scope = { rootNamespace: model.mesh.rootNamespace };
  return result.map(({ manifest, spans }) => ({
    path: `${config.out}/${target}/${manifestPath(manifest, scope)}`,
    spans,
  }));
}

interface Built extends CompiledState {
  readonly manifests: readonly Emitted[];
  readonly proxies: number;
  readonly output: readonly OutputFile[];
}

/** That manifests, and what proxies run on, mean what the policies say. */
async function proved(
  model: Lookup,
  backends: readonly Backend[],
  emitted: readonly Emitted[],
  configs: readonly ProxyConfig[],
): Promise<Report<Proof | undefined>> {
  const manifests = prove(model, backends, emitted);
  if (configs.length === 0) return manifests;
  const { proveConfigs } = await import('./compile/config-proof/index.ts');
  const proxies = proveConfigs(model, configs);
  const all = backends.some(({ read }) => read) ? [manifests, proxies] : [proxies];
  const proven = all.every(({ result }) => result !== undefined);
  return {
    result: proven ? proxies.result : undefined,
    diagnostics: [...manifests.diagnostics, ...proxies.diagnostics],
  };
}

/** What proxies run on, by the protos of the version that the target says. */
async function validateConfigs(
  configs: readonly ProxyConfig[],
  target: string,
  { targets }: Config,
): Promise<readonly Diagnostic[]> {
  const envoy = targets[target]?.backends.find((one) => one.backend === 'envoy');
  if (configs.length === 0 || envoy === undefined) return [];
  return (await import('./compile/config-validity.ts')).validateConfigs(configs, envoy.options.version);
}

/** Proxies read their files by themselves; a cluster has nothing to do with them. */
function nothingToSync(target: string): Diagnostic {
  return error(
    'MW6104',
    `\`gitops\` has nothing to sync for the target \`${target}\`: no backend of it makes manifests`,
    {
      help: "say `gitops: 'none'` for this target",
    },
  );
}

interface TargetResult {
  readonly files: readonly string[];
  readonly built?: Built;
}

async function buildTarget(
  name: string,
  source: PolicySource,
  { onProgress, output, version = 'unknown' }: CompileOptions,
  knowledge: () => Store,
): Promise<Report<TargetResult>> {
  const progress = (phase: Progress['phase']) => onProgress?.({ phase, target: name });
  progress('evaluate');
  const policies = await evaluatePolicies(name, source);
  const { mesh, files, byFile, closed } = policies.result;
  const found = [...policies.diagnostics];
  const stop = (): Report<TargetResult> => ({ result: { files }, diagnostics: found });
  if (mesh === undefined) return stop();
  progress('check');
  const model = lookup(mesh);
  const backends = backendsOf(source.config, name);
  found.push(...judge(model, backends, found.some(isError), knowledge));
  if (found.some(isError)) return stop();
  progress('lower');
  const lowered = manifestsOf(model, backends);
  progress('validate');
  // Loaded here: the language of the kinds' rules is nothing that a question or a diff needs.
  const { validateManifests } = await import('./compile/validity.ts');
  const invalid = await validateManifests(lowered.result);
  progress('prove');
  const configs = backends.flatMap((backend) => backend.configs?.(model) ?? []);
  // What has not the form of its kind says nothing that could be read back.
  const proof = await proved(model, backends, invalid.length === 0 ? lowered.result : [], configs);
  found.push(...proof.diagnostics, ...lowered.diagnostics, ...invalid);
  if (invalid.length === 0 && mesh.guardrails.length > 0)
    found.push(...guardedByHand(model, writtenByHand(lowered.result, model, backends).byHand, knowledge));
  const gitops = gitopsOf(source.config, name);
  const manifests = gitops?.sync === 'argo-cd' ? lowered.result.map(withSyncWave) : lowered.result;
  const origin = originOf(name, source.config, { files, sources: source.sources, version });
  found.push(...(await validateConfigs(configs, name, source.config)));
  if (gitops && manifests.length === 0 && configs.length > 0) found.push(nothingToSync(name));
  const laidOut = layout(name, manifests, { rootNamespace: mesh.rootNamespace, origin, configs });
  found.push(...laidOut.diagnostics);
  if (found.some(isError)) return stop();
  const built: Built = {
    name,
    mesh,
    byFile,
    closed,
    manifests,
    proxies: configs.length,
    output: output === 'none' && !gitops ? [] : laidOut.result,
    proof: proof.result,
  };
  return { result: { files, built }, diagnostics: found };
}

/** What makes clusters sync the targets is made of all of them: where only some are compiled, it stays as it is. */
async function syncedBy(
  built: readonly Built[],
  { config, targets }: CompileOptions,
): Promise<Report<readonly OutputFile[]>> {
  if (targets !== undefined || !built.some(({ name }) => gitopsOf(config, name)))
    return { result: [], diagnostics: [] };
  const { gitopsFiles } = await import('./compile/gitops.ts');
  const compiled = built.map(({ name, mesh, output: files }) => ({ name, rootNamespace: mesh.rootNamespace, files }));
  return gitopsFiles(compiled, config);
}

async function output(
  built: readonly Built[],
  gitops: readonly OutputFile[],
  { root, config, targets, output: mode, allowPrune }: CompileOptions,
): Promise<Report<Output | undefined>> {
  if (mode === 'none') return { result: { changes: [] }, diagnostics: [] };
  const files = [...built.flatMap((one) => one.output), ...gitops];
  const trees = targets === undefined ? { trees: built.map((one) => one.name) } : {};
  const options = { root, out: config.out, ...trees, allowPrune };
  if (mode === 'write') {
    const { result: written, diagnostics } = await writeOutput(files, options);
    // What is written is not told file by file; what differs from what should be is.
    return { result: written && { changes: written.changes, written }, diagnostics };
  }
  const { result: plan, diagnostics } = planOutput(files, options);
  return { result: plan && { changes: withSpans(plan.changes, files, config.out) }, diagnostics };
}

interface Output {
  readonly changes: readonly FileChange[];
  readonly written?: Written;
}

function withSpans(changes: readonly OutputChange[], files: readonly OutputFile[], out: string): readonly FileChange[] {
  if (changes.length === 0) return changes;
  const spans = new Map(files.map(({ path, spans }) => [posix.join(out, path), spans]));
  return changes.map((change) => {
    const madeBy = spans.get(change.path);
    return madeBy ? { ...change, spans: madeBy } : change;
  });
}

/** Whether a file is in the folder of a target. */
function isIn({ out }: Config, target: string): (change: OutputChange) => boolean {
  const folder = posix.join(out, target);
  return ({ path }) => path.startsWith(`${folder}/`);
}

function summary(
  { name, mesh, manifests, proxies, proof }: Built,
  changes: readonly FileChange[],
  silenced: readonly Silenced[],
): CompiledTarget {
  return {
    name,
    ...countsOf(mesh),
    manifests: manifests.length,
    proxies,
    changes,
    raw: [...mesh.raw, ...mesh.patches].map(({ span }) => span),
    ...(proof && { proven: proof }),
    silenced: silenced.filter(({ diagnostic }) => diagnostic.targets?.includes(name) ?? true),
  };
}
