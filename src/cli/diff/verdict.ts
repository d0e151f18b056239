import { type AccessDiff, type AccessRow, RISK_LEVELS, type RiskLevel } from '../../analysis/diff/change.ts';
import { absurd } from '../../base/absurd.ts';
import type { FailOn } from './choices.ts';
import { type Approval, isAccess, type Row, type Verdict } from './report.ts';

/** What of a diff fails, what is approved, and which approvals are of no use. */
export function verdictOf(diff: AccessDiff, failOn: readonly FailOn[], approvals: readonly Approval[]): Verdict {
  const rows: readonly Row[] = [...diff.access, ...diff.changes];
  const changing = new Set(rows.map(({ fingerprint }) => fingerprint));
  const given = new Set(approvals.map(({ fingerprint }) => fingerprint));
  const meant = rows.filter((row) => failOn.some((kind) => isAbout(kind, row)));
  return {
    failOn,
    failing: [...new Set(meant.map(({ fingerprint }) => fingerprint))].filter((one) => !given.has(one)),
    ...(failsUndecided(failOn, diff.undecided) && { undecided: true as const }),
    approved: approvals.filter(({ fingerprint }) => changing.has(fingerprint)),
    stale: approvals.filter(({ fingerprint }) => !changing.has(fingerprint)),
  };
}

/** What could not be compared may be anything, and nothing that could be approved. */
export function failsUndecided(failOn: readonly FailOn[], undecided: AccessDiff['undecided']): boolean {
  return failOn.length > 0 && undecided.length > 0;
}

function isAbout(kind: FailOn, row: Row): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'widened':
      return isAccess(row) ? row.effect === 'allowed' : mayWiden(row);
    case 'outside':
      return !(isAccess(row) && row.effect === 'denied') && row.risk.reasons.includes('outside');
    case 'risk:low':
    case 'risk:medium':
    case 'risk:high':
      return RISK_LEVELS.indexOf(row.risk.level) >= RISK_LEVELS.indexOf(kind.slice('risk:'.length) as RiskLevel);
    default:
      return absurd(kind);
  }
}

/** What rows do not tell: what a raw manifest means or lets out, who signs the tokens of an issuer, and that a guard is gone. */
function mayWiden({ kind, what, risk }: Exclude<Row, AccessRow>): boolean {
  if (kind === 'guardrail') return what !== 'added';
  if (kind === 'authorization') return risk.level !== 'none';
  return (kind === 'raw' || kind === 'egress' || kind === 'tokens') && what !== 'removed';
}

/** 1 for differences, as `git diff --exit-code` has it; where it is said which count, for those. */
export function isFailure(diff: AccessDiff, { failOn, failing, undecided }: Verdict): boolean {
  if (failOn.length > 0) return failing.length > 0 || undecided === true;
  return diff.access.length + diff.changes.length + diff.undecided.length > 0;
}
