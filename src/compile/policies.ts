import type { Json } from '../base/json.ts';
import type { Config, TargetConfig } from '../config/config.ts';
import { type Diagnostic, isError } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { declarationsOf, exportedMeshes } from '../dsl/collect.ts';
import type { Mesh as DeclaredMesh } from '../dsl/mesh.ts';
import { declaredSoFar, MESH, type Recorded } from '../dsl/recorder.ts';
import { setTarget } from '../dsl/target.ts';
import { elaborate } from '../elaborate/elaborate.ts';
import { type KnownDeclarations, readDeclarations } from '../elaborate/read.ts';
import { type CollectResult, evaluate, type Ran, type ReadSite, type SourceTree } from '../load/evaluate.ts';
import type { Mesh } from '../model/mesh.ts';
import { filesThatRan, type PolicyFile } from './again/files.ts';
import { type KeptPolicies, keeping } from './kept-policies.ts';

/** What policies may import of meshwright: the modules of the running compiler, so that there is one instance of each. */
const MODULES = new Map<string, () => Promise<object>>([
  ['meshwright', () => import('../index.ts')],
  ['meshwright/config', () => import('../config/index.ts')],
  ['meshwright/cdk8s', cdk8s],
]);

async function cdk8s(): Promise<object> {
  const [face, { prepare }] = await Promise.all([import('../cdk8s/index.ts'), import('../cdk8s/validators.ts')]);
  await prepare();
  return face;
}

export interface PolicySource {
  readonly root: string;
  readonly config: Config;
  readonly sources: SourceTree;
  readonly onStall?: (findings: readonly Diagnostic[]) => void;
  /** What is read more than once is validated once. */
  readonly known?: KnownDeclarations;
  /** What policies became in earlier runs. */
  readonly kept?: KeptPolicies;
  /** Whether it is to be known what each file did. */
  readonly byFile?: boolean;
}

export interface Policies {
  readonly mesh: Mesh | undefined;
  readonly files: readonly string[];
}

export interface EvaluatedPolicies extends Policies {
  readonly closed: () => boolean;
  /** What each file did, where that was asked for and can be told. */
  readonly byFile?: readonly PolicyFile[];
}

/** Policies to model, for one target: as an earlier run did, where one is kept and nothing that it read has changed. */
export function readPolicies(name: string, source: PolicySource): Promise<Report<Policies>> {
  const { kept, ...fresh } = source;
  if (!kept) return evaluatePolicies(name, fresh);
  const { sources } = source;
  return keeping(whatIsRead(name, source), sources, kept, {
    evaluate: (watchedSources) => evaluatePolicies(name, { ...fresh, sources: watchedSources, byFile: true }),
    evaluateChanged: async (before, changed) =>
      (await import('./again/changed.ts')).withChanged(before, changed, name, fresh),
  });
}

/** What policies are read for: the same files may be other policies for another target. */
export function whatIsRead(name: string, { root, config }: Pick<PolicySource, 'root' | 'config'>): string {
  return JSON.stringify([root, config.policies, name, config.targets[name]]);
}

/** Evaluates policies, reads what they declared, elaborates it. */
export async function evaluatePolicies(name: string, source: PolicySource): Promise<Report<EvaluatedPolicies>> {
  const evaluated = await evaluate(source.config.policies, {
    ...evaluationOf(name, source),
    collect: source.byFile ? collectByFile : collect,
  });
  if (evaluated.result === undefined)
    return { result: { mesh: undefined, files: [], closed: () => false }, diagnostics: evaluated.diagnostics };
  const { declarations, files, closed, about } = evaluated.result;
  const { result: mesh, diagnostics } = toModel(declarations, source.known);
  const byFile = about === null ? {} : { byFile: about as unknown as readonly PolicyFile[] };
  return { result: { mesh, files, closed, ...byFile }, diagnostics: [...evaluated.diagnostics, ...diagnostics] };
}

/** How policies are evaluated for a target, all of them or some. */
export function evaluationOf(name: string, { root, config, sources, onStall }: PolicySource) {
  const { environment, cluster, values } = config.targets[name] as TargetConfig;
  return {
    root,
    // One policy file must not leave something there for another to find.
    target: { name, environment, cluster, values: frozen(values) },
    modules: MODULES,
    sources,
    deadline: { seconds: config.deadline, ...(onStall && { onStall }) },
    begin: setTarget,
    declared: declaredSoFar,
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

function collectByFile(
  exports: Readonly<Record<string, unknown>>,
  readSite: ReadSite,
  ran: readonly Ran[],
): CollectResult {
  const [mesh] = exportedMeshes(exports);
  return { ...collect(exports, readSite), about: (mesh && filesThatRan(mesh, ran, declaredSoFar())) ?? null };
}

function collect(exports: Readonly<Record<string, unknown>>, readSite: ReadSite): CollectResult {
  const meshes = exportedMeshes(exports);
  return {
    meshes: meshes.map((mesh) => ({ name: mesh.name, span: readSite(mesh[MESH].declarations[0]?.site ?? []) })),
    declarations: meshes.flatMap((mesh) => declarationsToJson(mesh, readSite)),
  };
}

/** What was declared with a mesh, with places instead of call sites. */
export function declarationsToJson(mesh: DeclaredMesh, readSite: ReadSite): readonly unknown[] {
  return placed(declarationsOf(mesh), readSite);
}

export function placed(declarations: readonly Recorded[], readSite: ReadSite): readonly unknown[] {
  return declarations.map(({ kind, site, in: owner, args }) => ({
    kind,
    // In the order in which declarations are read: none has to be copied for it.
    span: readSite(site),
    in: owner,
    args,
  }));
}

/** Declarations to model. Where a declaration is malformed, what refers to it is not blamed for that, and the model is of the rest. */
export function toModel(input: Json, known?: KnownDeclarations): Report<Mesh | undefined> {
  const read = readDeclarations(input, known);
  const elaborated = elaborate(read.result);
  if (!read.diagnostics.some(isError)) return elaborated;
  const further = elaborated.diagnostics.filter(({ code }) => code !== 'MW1201' && code !== 'MW1000');
  return { result: elaborated.result, diagnostics: [...read.diagnostics, ...further] };
}
