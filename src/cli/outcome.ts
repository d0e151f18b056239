import type { Compilation, Silenced } from '../compile.ts';
import { type Diagnostic, isError } from '../diag/diagnostic.ts';
import type { Findings, Located } from '../diag/render/located.ts';
import type { ExitCode } from './shell.ts';

/** What a verb that looks at policies found: what its views show, and what its exit code is made of. */
export interface Outcome {
  readonly findings: Findings;
  readonly silenced: readonly SilencedFinding[];
  /** Absent when errors stopped the compile. */
  readonly compilation?: Compilation;
  /** Whether the configuration was in order, so that the policies were looked at. */
  readonly configured: boolean;
  readonly seconds: number;
}

export interface SilencedFinding {
  readonly located: Located;
  readonly reason: Silenced['reason'];
}

export function exitCode({ findings, configured }: Outcome): ExitCode {
  const errors = errorsOf(findings);
  if (errors.some(({ code }) => code.startsWith('MW9'))) return 70;
  if (errors.length === 0) return 0;
  return configured ? 1 : 2;
}

export function errorsOf({ located }: Findings): readonly Diagnostic[] {
  return located.map(({ diagnostic }) => diagnostic).filter(isError);
}
