import type { Diagnostic } from './diagnostic.ts';

/** What a phase returns: its result and all that it found. User errors are collected here; only our bugs are thrown. */
export interface Report<T> {
  readonly result: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** There is no result, and why. */
export function failed(...diagnostics: readonly Diagnostic[]): Report<undefined> {
  return { result: undefined, diagnostics };
}
