import type { Diagnostic } from '../../../diag/diagnostic.ts';
import { codeFrame } from '../../../diag/render/frame.ts';
import { renderGithub } from '../../../diag/render/github.ts';
import { renderGitlab } from '../../../diag/render/gitlab.ts';
import { renderSuites, type Suite } from '../../../diag/render/junit.ts';
import type { Located } from '../../../diag/render/located.ts';
import { renderSarif, type Suppressed } from '../../../diag/render/sarif.ts';
import type { Approval, DiffReport } from '../../diff/report.ts';
import { type LocatedRow, locatedRows } from './located.ts';
import { standingOf } from './standing.ts';
import { headline, isNothing, summaryOf } from './summary.ts';

/** For code scanning: what is approved is in it as a suppression. */
export async function diffSarif(report: DiffReport, version: string): Promise<string> {
  const { rows, others, sources } = await locatedRows(report);
  const open = rows.filter(({ row }) => !standingOf(row, report).approval).map(({ located }) => located);
  const approved = rows.flatMap(({ row, located }): Suppressed[] => {
    const { approval } = standingOf(row, report);
    return approval ? [{ located, reason: `${approval.owner}: ${approval.reason}`, kind: kindOf(approval) }] : [];
  });
  return renderSarif({ located: [...open, ...others], sources }, approved, version);
}

/** A comment in the policies, or an entry of a file. */
function kindOf({ at }: Approval): NonNullable<Suppressed['kind']> {
  return /\.[cm]?[jt]sx?$/.test(at.file) ? 'inSource' : 'external';
}

/** One suite a target, one case a row: failed is what `--fail-on` is about, whatever its risk. */
export async function diffJunit(report: DiffReport): Promise<string> {
  const { rows, others, sources } = await locatedRows(report);
  const suites = report.diff.targets.map((target): Suite => {
    const ofTarget = rows.filter(({ row }) => row.targets.includes(target));
    return { name: target, findings: { located: ofTarget.map((one) => asCase(one, report)), sources } };
  });
  const beside: Suite = { name: 'meshwright diff', findings: { located: others, sources } };
  return renderSuites(others.length === 0 ? suites : [...suites, beside], codeFrame);
}

function asCase({ row, located }: LocatedRow, report: DiffReport): Located {
  const { targets: _, ...diagnostic }: Diagnostic = located.diagnostic;
  const { fails } = standingOf(row, report);
  return {
    ...located,
    diagnostic: fails || diagnostic.severity !== 'error' ? diagnostic : { ...diagnostic, severity: 'warning' },
  };
}

export async function diffGithub(report: DiffReport): Promise<string> {
  if (isNothing(summaryOf(report)) && report.notes.length + report.verdict.stale.length === 0)
    return `::notice title=meshwright::${headline(report)}\n`;
  return renderGithub(await allFindings(report));
}

export async function diffGitlab(report: DiffReport): Promise<string> {
  return renderGitlab(await allFindings(report));
}

async function allFindings(report: DiffReport) {
  const { rows, others, sources } = await locatedRows(report);
  return { located: [...rows.map(({ located }) => located), ...others], sources };
}
