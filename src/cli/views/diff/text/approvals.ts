import { printPlace } from '../../../../analysis/wording.ts';
import { visible } from '../../../../diag/render/visible.ts';
import { APPROVALS_FILE } from '../../../diff/approvals.ts';
import type { Approval, DiffReport, Row } from '../../../diff/report.ts';
import { counted } from '../../words.ts';
import type { DiffLook } from '../index.ts';
import { standingOf } from '../standing.ts';

/** What a row means for the exit code. */
export function approvalLines(row: Row, report: DiffReport, { paint, verbose }: DiffLook): string[] {
  const { fingerprint } = row;
  const { fails, approval } = standingOf(row, report);
  if (approval) return [`    ${paint('green', '✓')} approved by ${approvalText(approval)}`];
  if (fails) return [`    ${paint('red', '✗')} not approved: ${paint('bold', `allow-change ${visible(fingerprint)}`)}`];
  return verbose ? [`    ${paint('dim', `fingerprint ${visible(fingerprint)}`)}`] : [];
}

/** What all of it means for the exit code. */
export function verdictLines(
  { verdict: { failOn, failing, undecided, stale } }: DiffReport,
  { paint }: DiffLook,
): string[] {
  const rules = failOn.map((rule) => `--fail-on ${rule}`).join(' ');
  const failed =
    failing.length === 0
      ? []
      : [
          '',
          `${paint(['red', 'bold'], '✗')} ${counted(failing.length, 'change')} that ${rules} is about and nobody approved`,
          `  to approve one: its line with a reason and an owner in ${APPROVALS_FILE}, such as allow-change ${visible(failing[0]!)}: why (@owner)`,
        ];
  const old = stale.map(
    (one) =>
      `${paint('yellow', '!')} MW6021 nothing changes that ${visible(one.fingerprint)} approves: by ${approvalText(one)}`,
  );
  const unknown = undecided
    ? ['', `${paint(['red', 'bold'], '✗')} what could not be decided fails ${rules}: it may be anything`]
    : [];
  return [...failed, ...unknown, ...(old.length > 0 ? ['', ...old] : [])];
}

function approvalText({ owner, reason, at }: Approval): string {
  return visible(`${owner}: ${reason} (${printPlace(at)})`);
}
