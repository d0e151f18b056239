import type { Span } from '../base/span.ts';
import type { Code } from './catalogue.ts';

/**
 * One finding, as data. Wording: lower case, no full stop, no line break, the user's own words in backticks, no names of
 * TypeScript types; advice goes to `help`.
 */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** The call it is about, with `at` for what inside that call; absent when it is about no place in a file (the command line, the disk). */
  readonly span?: Span;
  /** The words beside the caret, e.g. `` versions are v1, v2, v3 ``. */
  readonly label?: string;
  readonly related?: readonly Related[];
  /** One line of explanation: what would really happen. */
  readonly note?: string;
  /** What to do. */
  readonly help?: string;
  /** The targets it was found in; absent when it holds for all. */
  readonly targets?: readonly string[];
  /** The same for the same finding in whatever run; only for what is followed from run to run. */
  readonly fingerprint?: string;
}

/** An error stops what was asked for; a note is only worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

export interface Related {
  readonly span: Span;
  readonly note: string;
}

export type DiagnosticDetails = Omit<Diagnostic, 'code' | 'severity' | 'message'>;

export function error(code: Code, message: string, details: DiagnosticDetails = {}): Diagnostic {
  return { code, severity: 'error', message, ...details };
}

export function warning(code: Code, message: string, details: DiagnosticDetails = {}): Diagnostic {
  return { code, severity: 'warning', message, ...details };
}

export function note(code: Code, message: string, details: DiagnosticDetails = {}): Diagnostic {
  return { code, severity: 'note', message, ...details };
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
