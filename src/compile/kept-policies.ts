import { hash } from 'node:crypto';
import type { Report } from '../diag/report.ts';
import { type SourceRead, type SourceTree, watched } from '../load/evaluate.ts';
import type { EvaluatedPolicies, Policies } from './policies.ts';

/** Plain data by name, as an earlier run of the same build left it; nothing for whatever is not whole, or not ours. */
export interface KeptPolicies {
  readonly get: (name: string) => unknown;
  readonly set: (name: string, value: unknown) => void;
  readonly drop: (name: string) => void;
}

/** What was read to make something, path by path, and under which name that is kept. */
interface Entry {
  readonly name: string;
  readonly reads: readonly (readonly [path: string, stamp: string])[];
}

/** What is kept of the same policies: those of a branch, of the one that it goes into, and of a few before. */
const MOST = 4;

/**
 * Gives what policies became in an earlier run in which everything that was read was as it is now, what was looked for and was not
 * there included. Only policies that depend on their text alone are kept, and only if nothing was found in them.
 */
export async function keeping(
  what: string,
  sources: SourceTree,
  kept: KeptPolicies,
  evaluate: (sources: SourceTree) => Promise<Report<EvaluatedPolicies>>,
): Promise<Report<Policies>> {
  const index = `index-${shortDigest(what)}`;
  const entries = entriesIn(kept.get(index));
  const stamp = stamping(sources);
  const known = entries.find(({ reads }) => reads.every(([path, before]) => stamp(path) === before));
  const found = known && (kept.get(known.name) as Kept | undefined);
  // A file that was given the name of another is of other policies.
  if (known && found?.of === nameOf(what, known.reads)) {
    // What is asked for again and again outlives what changes; writing that down each time would be for nothing.
    if (entries.indexOf(known) >= MOST / 2) kept.set(index, [known, ...entries.filter((one) => one !== known)]);
    return { result: found.policies, diagnostics: [] };
  }
  const reads = new Map<string, string>();
  const made = await evaluate(watched(sources, (path, read) => reads.set(path, stampOf(read))));
  const { mesh, files, closed } = made.result;
  if (mesh === undefined || made.diagnostics.length > 0 || !closed()) return made;
  const name = nameOf(what, [...reads]);
  const value: Kept = { of: name, policies: { mesh, files } };
  kept.set(name, value);
  const others = entries.filter((one) => one.name !== name);
  for (const old of others.slice(MOST - 1)) kept.drop(old.name);
  kept.set(index, [{ name, reads: [...reads] }, ...others.slice(0, MOST - 1)] satisfies readonly Entry[]);
  return made;
}

interface Kept {
  readonly of: string;
  readonly policies: Policies;
}

function entriesIn(value: unknown): readonly Entry[] {
  return Array.isArray(value) ? value.filter((one) => Array.isArray((one as Partial<Entry> | null)?.reads)) : [];
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
