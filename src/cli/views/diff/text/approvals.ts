import { printPlace } from '../../../../analysis/wording.ts';
import { visible } from '../../../../diag/render/visible.ts';
import type { Approval, DiffReport, Row } from '../../../diff/report.ts';
import { counted } from '../../words.ts';
import type { DiffLook } from '../index.ts';

/** What a row means for the exit code. */
export function approvalLines({ fingerprint }: Row, { verdict }: DiffReport, { paint, verbose }: DiffLook): string[] {
  const approval = verdict.approved.find((one) => one.fingerprint === fingerprint);
  if (approval) return [`    ${paint('green', '✓')} approved by ${approvalText(approval)}`];
  if (verdict.failing.includes(fingerprint))
    return [`    ${paint('red', '✗')} not approved: ${paint('bold', `allow-change ${visible(fingerprint)}`)}`];
  return verbose ? [`    ${paint('dim', `fingerprint ${visible(fingerprint)}`)}`] : [];
}

/** What all of it means for the exit code. */
export function verdictLines({ verdict: { failOn, failing, stale } }: DiffReport, { paint }: DiffLook): string[] {
  const rules = failOn.map((rule) => `--fail-on ${rule}`).join(' ');
  const failed =
    failing.length === 0
      ? []
      : [
          '',
          `${paint(['red', 'bold'], '✗')} ${counted(failing.length, 'change')} that ${rules} is about and nobody approved`,
        ];
  const old = stale.map(
    (one) =>
      `${paint('yellow', '!')} an approval of what does not change: allow-change ${visible(one.fingerprint)}, by ${approvalText(one)}`,
  );
  return [...failed, ...(old.length > 0 ? ['', ...old] : [])];
}

function approvalText({ owner, reason, at }: Approval): string {
  return visible(`${owner}: ${reason} (${printPlace(at)})`);
}
