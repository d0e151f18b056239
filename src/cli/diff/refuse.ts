import { paintFor } from '../look.ts';
import { exitCode, type Outcome } from '../outcome.ts';
import { sayFindings } from '../say-findings.ts';
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
  const findings = await sayFindings(diagnostics, { ...refusal, tree });
  const outcome: Outcome = { findings, silenced: [], configured: exit === 1, seconds: 0 };
  const format = REPORTS.find((one) => one === output);
  if (format) {
    const look = { paint: paintFor(shell.out, globals, shell.env), frame: await frameFor(outcome) };
    shell.out.write(reportView({ verb: 'diff', format, output: 'none', globals }, outcome, look));
  }
  return exitCode(outcome);
}
