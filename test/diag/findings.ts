import type { Range } from '../../src/base/span.ts';
import { type DiagnosticDetails, error, note, type Severity, warning } from '../../src/diag/diagnostic.ts';
import type { Findings, Located, LocatedNote } from '../../src/diag/render/located.ts';

export const FILE = 'policies/bookinfo.ts';

/** The range of the first occurrence of `text` in a line of a source. */
export function rangeOf(source: string, text: string, file = FILE): Range {
  const index = source.indexOf(text);
  const before = source.slice(0, index).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const lines = text.split('\n');
  const endColumn = lines.length === 1 ? column + text.length : (lines.at(-1)?.length ?? 0) + 1;
  return { file, line, column, endLine: line + lines.length - 1, endColumn };
}

export function located(range: Range | undefined, message: string, more: Partial<Given> = {}): Located {
  const { severity = 'error', related = [], ...details } = more;
  const make = { error, warning, note }[severity];
  return {
    diagnostic: make('MW0002', message, { ...details, ...(range && { span: range }) }),
    ...(range && { range }),
    related,
  };
}

interface Given extends Omit<DiagnosticDetails, 'related' | 'span'> {
  severity: Severity;
  related: readonly LocatedNote[];
}

export function findings(source: string, ...all: readonly Located[]): Findings {
  return { located: all, sources: new Map([[FILE, source]]) };
}
