import { compareStrings } from '../../base/order.ts';
import { comparePositions, type Range } from '../../base/span.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';

/** A diagnostic with the exact text that it points at. */
export interface Located {
  readonly diagnostic: Diagnostic;
  readonly range?: Range;
  readonly related: readonly LocatedNote[];
}

export interface LocatedNote {
  readonly range: Range;
  readonly note: string;
}

/** The text of the files that findings point into, by the name that spans use. */
export type Sources = ReadonlyMap<string, string>;

/** What every renderer is given: plain data, so that rendering is pure. */
export interface Findings {
  readonly located: readonly Located[];
  readonly sources: Sources;
}

/** By file, line and column; findings about no place come last, by code. */
export function inOrder(located: readonly Located[]): readonly Located[] {
  return [...located].sort(compareLocated);
}

function compareLocated(a: Located, b: Located): number {
  if (a.range && b.range) return comparePositions(a.range, b.range) || compareText(a, b);
  if (a.range || b.range) return a.range ? -1 : 1;
  return compareText(a, b);
}

function compareText({ diagnostic: a }: Located, { diagnostic: b }: Located): number {
  return compareStrings(a.code, b.code) || compareStrings(a.message, b.message);
}

const SEVERITIES = ['error', 'warning', 'note'] as const satisfies readonly Severity[];

/** `2 errors, 1 warning`, or nothing when there is none. */
export function countFindings(located: readonly Located[]): string {
  const count = (severity: Severity) => located.filter(({ diagnostic }) => diagnostic.severity === severity).length;
  return SEVERITIES.map((severity) => counted(count(severity), severity))
    .filter(Boolean)
    .join(', ');
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}
