import type { Range } from '../../base/span.ts';
import { CATALOGUE } from '../catalogue.ts';
import type { Severity } from '../diagnostic.ts';
import { type Findings, inOrder, type Located } from './located.ts';

/** The stable shape of a finding in `-o json`; what is not there is left out, never null. */
export interface JsonFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly location?: Range;
  readonly calledFrom?: readonly { readonly file: string; readonly line: number; readonly column: number }[];
  readonly label?: string;
  readonly note?: string;
  readonly help?: string;
  readonly related?: readonly { readonly location: Range; readonly note: string }[];
  readonly targets?: readonly string[];
}

export function jsonFindings({ located }: Findings): JsonFinding[] {
  return inOrder(located).map(jsonFinding);
}

export function jsonFinding({ diagnostic, range, related }: Located): JsonFinding {
  const { code, severity, message, label, note, help, targets, span } = diagnostic;
  return {
    code,
    severity,
    title: CATALOGUE[code].title,
    message,
    ...(range && { location: range }),
    ...(span?.calledFrom && { calledFrom: span.calledFrom }),
    ...(label !== undefined && { label }),
    ...(note !== undefined && { note }),
    ...(help !== undefined && { help }),
    ...(related.length > 0 && { related: related.map(({ range, note }) => ({ location: range, note })) }),
    ...(targets && { targets }),
  };
}
