import { hash } from 'node:crypto';
import type { Report } from '../diag/report.ts';
import { type SourceRead, type SourceTree, watched } from '../load/evaluate.ts';
import type { Mesh } from '../model/mesh.ts';
import type { MeshOfFiles, PolicyFile } from './again/files.ts';
import type { EvaluatedPolicies, Policies } from './policies.ts';

/** Plain data by name, as an earlier run of the same build left it; nothing for whatever is not whole, or not ours. */
export interface KeptPolicies {
  readonly get: (name: string) => unknown;
  readonly set: (name: string, value: unknown) => void;
  readonly drop: (name: string) => void;
  /** What was got or set in this run already, where that is to be remembered. */
  readonly states?: Map<string, PolicyState>;
}

/** What policies became, and what each file gave to it, where that can be told. */
export interface PolicyState {
  readonly mesh: Mesh;
  readonly files: readonly string[];
  readonly byFile?: readonly PolicyFile[] | undefined;
}

/** What was read to make something, path by path, and under which name that is kept. */
interface Entry {
  readonly name: string;
  readonly reads: Reads;
}

export type Reads = readonly (readonly [path: string, stamp: string])[];

/** What is kept of the same policies: those of a branch, of the one that it goes into, and of a few before. */
const MOST = 4;

/** How policies are evaluated: all of them, or those that changed. */
export interface Evaluating {
  readonly evaluate: (sources: SourceTree) => Promise<Report<EvaluatedPolicies>>;
  readonly evaluateChanged: (before: MeshOfFiles, changed: readonly string[]) => Promise<MeshOfFiles | undefined>;
}

/**
 * Gives what policies became in an earlier run in which everything that was read was as it is now, what was looked for and was not
 * there included; or in which few files were otherwise, which are evaluated alone. Only policies that depend on their text alone are
 * kept, and only if nothing was found in them.
 */
export async function keeping(
  what: string,
  sources: SourceTree,
  kept: KeptPolicies,
  { evaluate, evaluateChanged }: Evaluating,
): Promise<Report<Policies>> {
  const entries = entriesIn(what, kept);
  const near = nearest(entries, sources);
  const state = near && readState(kept, what, near.entry);
  if (near && state && near.changed.length === 0) {
    // What is asked for again and again outlives what changes; writing that down each time would be for nothing.
    if (entries.indexOf(near.entry) >= MOST / 2)
      kept.set(indexOf(what), [near.entry, ...entries.filter((one) => one !== near.entry)]);
    return { result: state, diagnostics: [] };
  }
  const changed =
    near && state?.byFile && (await evaluateChanged({ mesh: state.mesh, files: state.byFile }, near.changed));
  if (changed) return { result: { mesh: changed.mesh, files: state!.files }, diagnostics: [] };
  const reads = new Map<string, string>();
  const made = await evaluate(watched(sources, (path, read) => reads.set(path, stampOf(read))));
  const { mesh, files, byFile, closed } = made.result;
  if (mesh !== undefined && made.diagnostics.length === 0 && closed())
    writeState(kept, what, [...reads], { mesh, files, byFile });
  return made;
}

/** More files than this are evaluated together with all others. */
const FEW = 8;

/** What is kept of which the fewest files read otherwise now. */
function nearest(entries: readonly Entry[], sources: SourceTree) {
  const stamp = stamping(sources);
  const known = entries.flatMap((entry) => {
    const changed = changedIn(entry.reads, stamp, sources);
    return changed ? [{ entry, changed }] : [];
  });
  return known.toSorted((a, b) => a.changed.length - b.changed.length)[0];
}

/** The files that read otherwise; undefined where they are many, or are something else than files in their place. */
export function changedIn(
  reads: Reads,
  stamp: (path: string) => string,
  sources: SourceTree,
): readonly string[] | undefined {
  const changed = reads.flatMap(([path, before]) => (stamp(path) === before ? [] : path));
  const inPlace = (path: string) => {
    const read = sources.read(path);
    return read.kind === 'file' && read.path === path;
  };
  return changed.length <= FEW && changed.every(inPlace) ? changed : undefined;
}

/** As it is written down. JSON is read in half the time that the engine's own format takes. */
interface Written {
  readonly of: string;
  readonly state: string;
}

/** The state that is kept under a name; nothing if it is of something else. */
export function readState(kept: KeptPolicies, what: string, { name, reads }: Entry): PolicyState | undefined {
  // A file that was given the name of another is of other policies.
  if (name !== nameOf(what, reads)) return undefined;
  const known = kept.states?.get(name);
  if (known) return known;
  const written = kept.get(name) as Partial<Written> | undefined;
  if (written?.of !== name || typeof written.state !== 'string') return undefined;
  const state = JSON.parse(written.state) as PolicyState;
  kept.states?.set(name, state);
  return state;
}

/** Keeps a state, in the place of another where that is named. */
export function writeState(
  kept: KeptPolicies,
  what: string,
  reads: Reads,
  state: PolicyState,
  instead?: string,
): string {
  const name = nameOf(what, reads);
  const others = entriesIn(what, kept).filter((one) => one.name !== name && one.name !== instead);
  for (const old of others.slice(MOST - 1)) kept.drop(old.name);
  if (instead !== undefined && instead !== name) kept.drop(instead);
  kept.states?.set(name, state);
  kept.set(name, { of: name, state: JSON.stringify(state) } satisfies Written);
  kept.set(indexOf(what), [{ name, reads }, ...others.slice(0, MOST - 1)] satisfies readonly Entry[]);
  return name;
}

function entriesIn(what: string, kept: KeptPolicies): readonly Entry[] {
  const value = kept.get(indexOf(what));
  return Array.isArray(value) ? value.filter((one) => Array.isArray((one as Partial<Entry> | null)?.reads)) : [];
}

function indexOf(what: string): string {
  return `index-${shortDigest(what)}`;
}

function nameOf(what: string, reads: Entry['reads']): string {
  return `mesh-${shortDigest(JSON.stringify([what, reads]))}`;
}

export function shortDigest(text: string): string {
  return hash('sha256', text).slice(0, 32);
}

/** Each file is read and digested once, however many entries ask for it. */
export function stamping(sources: SourceTree): (path: string) => string {
  const stamps = new Map<string, string>();
  return (path) => {
    const known = stamps.get(path);
    if (known !== undefined) return known;
    const stamp = stampOf(sources.read(path));
    stamps.set(path, stamp);
    return stamp;
  };
}

export function stampOf(read: SourceRead): string {
  return read.kind === 'file' ? `${hash('sha256', read.text)} ${read.path}` : JSON.stringify(read);
}
