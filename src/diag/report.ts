import type { Diagnostic } from './diagnostic.ts';

/** What a phase returns: its result and all that it found. User errors are collected here; only our bugs are thrown. */
export interface Report<T> {
  readonly result: T;
  readonly diagnostics: readonly Diagnostic[];
}
