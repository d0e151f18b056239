import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Findings } from '../../diag/render/located.ts';
import { renderText } from '../../diag/render/text.ts';
import type { SourceTree } from '../../load/source-tree.ts';
import { locateFindings } from '../locate.ts';
import { paintFor } from '../look.ts';
import { exitCode, type Outcome } from '../outcome.ts';
import type { ExitCode, Shell } from '../shell.ts';
import type { Globals } from '../verb.ts';
import type { DiffFormat } from '../views/diff/index.ts';
import { frameFor, reportView } from '../views/report.ts';
import type { Refused } from './sides.ts';

/** Formats in which findings are a report of their own, as those of `compile` are. */
const REPORTS = ['sarif', 'junit', 'github', 'gitlab'] as const satisfies readonly DiffFormat[];

/** How and where it is said. */
export interface Refusal {
  /** Of the project. */
  readonly root: string;
  readonly output: DiffFormat;
  readonly globals: Globals;
  readonly shell: Shell;
}

/** Says why there is no diff: to people on stderr, and to programs that read findings. */
export async function refuse({ diagnostics, tree, exit }: Refused, refusal: Refusal): Promise<ExitCode> {
  const { output, globals, shell } = refusal;
  const findings = await sayFindings(diagnostics, tree, refusal);
  const outcome: Outcome = { findings, silenced: [], configured: exit === 1, seconds: 0 };
  const format = REPORTS.find((one) => one === output);
  if (format) {
    const look = { paint: paintFor(shell.out, globals, shell.env), frame: await frameFor(outcome) };
    shell.out.write(reportView({ verb: 'diff', format, output: 'none', globals }, outcome, look));
  }
  return exitCode(outcome);
}

/** Findings as text, on stderr: stdout is for the diff. */
export async function sayFindings(
  diagnostics: readonly Diagnostic[],
  tree: SourceTree,
  { root, globals, shell }: Refusal,
): Promise<Findings> {
  const findings = await locateFindings(diagnostics, root, tree);
  if (diagnostics.length === 0) return findings;
  const { codeFrame } = await import('../../diag/render/frame.ts');
  shell.err.write(renderText(findings, paintFor(shell.err, globals, shell.env), codeFrame));
  return findings;
}
