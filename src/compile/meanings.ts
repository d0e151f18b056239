import { createStore, type Store } from '../access/store.ts';
import { type Meaning, meaningOf } from '../analysis/diff/diff.ts';
import type { Backend } from '../backends/backend.ts';
import { BACKENDS } from '../backends/index.ts';
import { type Diagnostic, isError } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type SourceTree, textAt } from '../load/evaluate.ts';
import type { Emitted, Manifest } from '../manifest/manifest.ts';
import { type Lookup, lookup } from '../model/lookup.ts';
import { byHandOf, hasByHand, malformedIn, readingOf, tellsByHand, writtenByHand } from './by-hand.ts';
import { guardedByHand } from './guardrails.ts';
import { backendsOf, judge } from './judge.ts';
import { manifestsOf } from './manifests.ts';
import { mergeFindings } from './merge.ts';
import { type PolicySource, readPolicies } from './policies.ts';
import { silence } from './silences.ts';

export interface MeaningSource extends PolicySource {
  /** Names of targets that the configuration has. */
  readonly targets: readonly string[];
  /** Whether checks, gaps and guardrails count, or only what leaves no mesh to speak of. */
  readonly judged: boolean;
  readonly onProgress?: (progress: { readonly phase: 'evaluate' | 'check'; readonly target: string }) => void;
}

/** What policies mean, for each target. */
export interface Meanings {
  readonly targets: ReadonlyMap<string, Meaning>;
  /** Every policy file that took part. */
  readonly files: readonly string[];
}

/**
 * Policies to what they mean. Without a mesh in every target there is no meaning; where checks alone find errors, there is one
 * beside them. Only errors are told.
 */
export async function readMeanings(source: MeaningSource): Promise<Report<Meanings | undefined>> {
  const findings = new Map<string, readonly Diagnostic[]>();
  const models = new Map<string, Lookup>();
  const files = new Set<string>();
  let store: Store | undefined;
  const knowledge = () => (store ??= createStore());
  for (const target of source.targets) {
    source.onProgress?.({ phase: 'evaluate', target });
    const { result, diagnostics } = await readPolicies(target, source);
    for (const file of result.files) files.add(file);
    const damaged = diagnostics.some(isError);
    const model = result.mesh && lookup(result.mesh);
    if (model && !damaged) models.set(target, model);
    if (source.judged) source.onProgress?.({ phase: 'check', target });
    const backends = backendsOf(source.config, target);
    const found = model && source.judged ? judge(model, backends, damaged, knowledge) : [];
    const sound = model && source.judged && !damaged && !found.some(isError);
    const beside = sound ? await judgedByHand(model, backends, knowledge) : [];
    findings.set(target, [...diagnostics, ...found, ...beside]);
    if (diagnostics.some(({ code }) => code === 'MW0113')) break;
  }
  const errors = await errorsIn(findings, files, source.sources);
  if (models.size < source.targets.length) return { result: undefined, diagnostics: errors };
  const targets = new Map([...models].map(([target, model]) => [target, meaningOf(model)]));
  return { result: { targets, files: [...files].sort() }, diagnostics: errors };
}

/** Guardrails of what is written by hand beside the policies. */
async function judgedByHand(
  model: Lookup,
  backends: readonly Backend[],
  knowledge: () => Store,
): Promise<readonly Diagnostic[]> {
  if (model.mesh.guardrails.length === 0) return [];
  const { result: byHand, diagnostics } = await byHandOf(model, backends);
  return [...diagnostics, ...guardedByHand(model, byHand, knowledge)];
}

/** Errors, those about comments that silence included. */
async function errorsIn(
  findings: ReadonlyMap<string, readonly Diagnostic[]>,
  files: ReadonlySet<string>,
  sources: SourceTree,
): Promise<readonly Diagnostic[]> {
  const text = (file: string) => textAt(sources, file);
  const { kept } = await silence(mergeFindings(findings), { files, text, complete: false });
  return kept.filter(isError);
}

/** Backends whose manifests can be read. */
const READERS = BACKENDS.filter(({ read, readAlone }) => read && readAlone);

/** What a side means as far as that of stand-alone proxies is told: what they admit. Where there is no proxy nothing is told. */
export function meaningForProxies({ destinations, model }: Pick<Meaning, 'destinations' | 'model'>): Meaning {
  return {
    destinations: destinations.filter(({ proxy }) => proxy !== 'none'),
    routing: { facts: new Map(), tables: new Map() },
    accessOnly: true,
    ...(model && { model }),
  };
}

/** What manifests mean; `other` is what they are compared with. */
export function meaningOfManifests(manifests: readonly Manifest[], other?: Lookup): Meaning | undefined {
  return READERS[0]?.readAlone?.(manifests, other);
}

/**
 * What policies mean beside manifests: raw manifests and patches are among those, so here they have to be read as well. Without any,
 * both mean the same, and the policies know their lines.
 */
export function meaningAsEmitted(meaning: Meaning): Meaning {
  const { model } = meaning;
  if (!model || !isBeyondPolicies(model)) return meaning;
  const [read] = readingOf(manifestsOf(model, READERS).result, model, READERS);
  return read ? { ...read, model } : meaning;
}

/** What policies mean beside policies: what they say, but where raw manifests and patches make something else of it. */
export function meaningInTheMesh(meaning: Meaning): Meaning {
  const { model, destinations } = meaning;
  if (!model || !hasByHand(model)) return meaning;
  const { byHand, routing } = writtenByHand(manifestsOf(model, READERS).result, model, READERS);
  return {
    ...meaning,
    destinations: destinations.flatMap((one) => byHand.get(one.key)?.destinations ?? [one]),
    ...(routing && { routing }),
  };
}

/** What raw manifests and patches make that has not the form of its kind, and so cannot be read; beside policies less is. */
export async function malformed(
  meanings: ReadonlyMap<string, Meaning>,
  beside: 'manifests' | 'policies',
): Promise<readonly Diagnostic[]> {
  const isRead = (one: Emitted) => (beside === 'manifests' ? one.raw !== undefined : tellsByHand(one));
  const findings = new Map<string, readonly Diagnostic[]>();
  for (const [target, { model }] of meanings) {
    const emitted = model && isBeyondPolicies(model) ? manifestsOf(model, READERS).result : [];
    findings.set(target, await malformedIn(emitted.filter(isRead)));
  }
  return mergeFindings(findings);
}

function isBeyondPolicies({ mesh }: Lookup): boolean {
  return mesh.raw.length > 0 || mesh.patches.length > 0;
}
