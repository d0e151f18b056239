import { createStore } from '../../access/store.ts';
import type { Backend } from '../../backends/backend.ts';
import type { Span } from '../../base/span.ts';
import { runChecks } from '../../checks/index.ts';
import type { CompileOptions } from '../../compile.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { deltaOf, type OutputDelta } from '../../emit/delta.ts';
import type { SourceTree } from '../../load/evaluate.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { ServiceKey } from '../../model/ids.ts';
import { focusOn, type Lookup, lookup } from '../../model/lookup.ts';
import { guardrailFindings } from '../guardrails.ts';
import { backendsOf } from '../judge.ts';
import { manifestsOf } from '../manifests.ts';
import { prove } from '../proof.ts';
import { validateManifests } from '../validity.ts';
import { withChanged } from './changed.ts';
import type { KeptCompile, KeptTarget } from './kept-compile.ts';
import { concerned, type Touched, touched } from './touched.ts';

/** More services than this are looked at together with all others. */
const FEW_SERVICES = 1000;

interface Work {
  readonly changed: readonly string[];
  readonly sources: SourceTree;
  readonly options: CompileOptions;
  readonly before: Pick<KeptCompile, 'findings' | 'silenced'>;
}

export interface MadeTarget {
  readonly target: KeptTarget;
  readonly delta: OutputDelta;
}

/** A target once some files say something else; undefined where everything has to be compiled. */
export async function makeAgain(
  target: KeptTarget,
  { changed, sources, options, before }: Work,
): Promise<MadeTarget | undefined> {
  const { name } = target;
  const { root, config, onProgress, onStall } = options;
  onProgress?.({ phase: 'evaluate', target: name });
  const own = changed.filter((path) => target.state.files.some((file) => file.path === path));
  const state = await withChanged(target.state, own, name, { root, config, sources, ...(onStall && { onStall }) });
  if (state === undefined) return undefined;
  if (state === target.state) return { target, delta: { tree: name, files: [], added: [], gone: [] } };
  onProgress?.({ phase: 'check', target: name });
  const here = ({ targets }: Diagnostic) => targets?.includes(name) ?? true;
  const silenced = before.silenced.map(({ diagnostic }) => diagnostic).filter(here);
  if (silenced.some((one) => speaksOf(one, changed))) return undefined;
  const told = [...before.findings.filter(here), ...silenced];
  const change = changeBetween(lookup(target.state.mesh), lookup(state.mesh), { told, changed });
  const backends = backendsOf(config, name);
  if (change === undefined || !saysTheSame(change, told, backends)) return undefined;
  const [old, now] = [change.was, change.is].map((mesh) => manifestsOf(mesh, backends).result) as [
    Emitted[],
    Emitted[],
  ];
  if (!holds(change, now, backends) || (await validateManifests(now)).length > 0) return undefined;
  const delta = deltaOf(name, old, now, { rootNamespace: state.mesh.rootNamespace });
  if (delta === undefined) return undefined;
  const manifests = target.manifests + delta.added.length - delta.gone.length;
  return { target: { ...target, state, manifests }, delta };
}

interface Change {
  /** Asked about the services that may become otherwise. */
  readonly was: Lookup;
  readonly is: Lookup;
  readonly after: Lookup;
  readonly differing: Touched;
  /** What was found in files that changed. */
  readonly there: readonly Diagnostic[];
}

interface Known {
  readonly told: readonly Diagnostic[];
  readonly changed: readonly string[];
}

function changeBetween(before: Lookup, after: Lookup, { told, changed }: Known): Change | undefined {
  const differing = touched(before, after);
  if (differing === undefined) return undefined;
  const there = told.filter((one) => speaksOf(one, changed));
  const near = concerned(differing, [before, after]);
  // What was found in a file is to be found in it again, on whatever line that is now.
  const services = there.length === 0 ? near : new Set([...near, ...declaredIn(changed, after)]);
  if (services.size > FEW_SERVICES) return undefined;
  return { was: focusOn(before, services), is: focusOn(after, services), after, differing, there };
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
  const services = mesh.services.filter(({ span, routes }) =>
    [span, ...routes.map((one) => one.span)].some((one) => isIn(one, files)),
  );
  const ruled = mesh.rules.flatMap(({ scope, span }) =>
    scope.kind === 'service' && isIn(span, files) ? scope.service : [],
  );
  return [...services.map(({ key }) => key), ...ruled];
}

/** Whether what is found of these services is what was: nothing more, and, where anything was told, nothing less. */
function saysTheSame({ was, is, there }: Change, told: readonly Diagnostic[], backends: readonly Backend[]): boolean {
  const found = (mesh: Lookup) =>
    [...runChecks(mesh), ...backends.flatMap((backend) => [...backend.gaps(mesh)])].map((one) => JSON.stringify(one));
  const now = found(is);
  if (now.length === 0 && told.length === 0) return true;
  return (
    now.join('\n') === found(was).join('\n') &&
    there.every(({ targets: _, ...one }) => now.includes(JSON.stringify(one)))
  );
}

/** Whether the guardrails and the proof hold. */
function holds({ is, after, differing }: Change, emitted: readonly Emitted[], backends: readonly Backend[]): boolean {
  // Deployments have no say in who reaches whom.
  const guarded = after.mesh.guardrails.length > 0 && differing.wide.size > 0;
  if (guarded && guardrailFindings(after, createStore()).length > 0) return false;
  const { result, diagnostics } = prove(is, backends, emitted);
  return result !== undefined && diagnostics.length === 0;
}
