import type { Cause } from '../../../analysis/diff/change.ts';
import type { Range, Span } from '../../../base/span.ts';
import { loadLocator } from '../../../diag/locate.ts';
import type { DiffReport } from '../../diff/report.ts';
import { atPosition } from '../../locate.ts';

/** The exact text that a cause is about, on its own side. */
export type Place = (cause: Cause) => Range | undefined;

/** Parses the files that causes are in, each once; nothing is loaded when there are none. */
export async function placesOf({ diff: { access, changes }, textOf }: DiffReport): Promise<Place> {
  if (![...access, ...changes].some(({ causes }) => causes.some(({ span }) => span))) return () => undefined;
  const locate = await loadLocator();
  const texts = once(textOf);
  return ({ side, span }) => {
    if (span === undefined) return undefined;
    const text = texts(side, span.file);
    return (text !== undefined && locate(text, span)) || atPosition(span);
  };
}

/** Reading a file of another revision asks Git. */
export function once(textOf: DiffReport['textOf']): DiffReport['textOf'] {
  const read = new Map<string, string | undefined>();
  return (side, file) => {
    const key = `${side}:${file}`;
    if (!read.has(key)) read.set(key, textOf(side, file));
    return read.get(key);
  };
}

/**
 * Where in the head something of the base stood: at the nearest line above it that both have exactly once. An annotation
 * can stand on lines of the head only.
 */
export function whereItWas(textOf: DiffReport['textOf']): (span: Span) => Range {
  const read = new Map<string, Both>();
  return ({ file, line }) => {
    const both = read.get(file) ?? bothOf(file, textOf);
    read.set(file, both);
    return startOf(file, lineAbove(line, both) ?? 1);
  };
}

interface Both {
  readonly before: readonly string[];
  readonly onceBefore: ReadonlyMap<string, number>;
  readonly onceAfter: ReadonlyMap<string, number>;
}

function bothOf(file: string, textOf: DiffReport['textOf']): Both {
  const before = lines(textOf('base', file));
  return { before, onceBefore: linesOnce(before), onceAfter: linesOnce(lines(textOf('head', file))) };
}

function lineAbove(gone: number, { before, onceBefore, onceAfter }: Both): number | undefined {
  for (let line = Math.min(gone - 1, before.length); line > 0; line -= 1) {
    const text = before[line - 1] ?? '';
    const found = onceBefore.has(text) ? onceAfter.get(text) : undefined;
    if (found !== undefined && text.trim() !== '') return found;
  }
  return undefined;
}

function startOf(file: string, line: number): Range {
  return { file, line, column: 1, endLine: line, endColumn: 2 };
}

function lines(text: string | undefined): readonly string[] {
  return text?.split(/\r\n|\n|\r/) ?? [];
}

/** The lines that are there exactly once, with their number. */
function linesOnce(all: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const again = new Set<string>();
  for (const [index, line] of all.entries()) {
    if (numbers.has(line)) again.add(line);
    numbers.set(line, index + 1);
  }
  for (const line of again) numbers.delete(line);
  return numbers;
}
