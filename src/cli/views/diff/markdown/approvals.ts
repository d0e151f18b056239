import { printPlace } from '../../../../analysis/wording.ts';
import { APPROVALS_FILE } from '../../../diff/approvals.ts';
import type { Approval, DiffReport } from '../../../diff/report.ts';
import { counted } from '../../words.ts';
import { standingOf } from '../standing.ts';
import { rowText } from '../words.ts';
import { details } from './details.ts';
import { code } from './escape.ts';
import { fitting } from './fitting.ts';

const ROOM = 3000;

/** What `--fail-on` is about: what is not approved stays open, what is approved or stale is folded. */
export function approvalParts(report: DiffReport): string[] {
  const { diff, verdict } = report;
  const { failOn, failing, approved, stale } = verdict;
  const rows = [...diff.access, ...diff.changes].filter((row) => standingOf(row, report).fails);
  const rules = failOn.map((rule) => `--fail-on ${rule}`).join(' ');
  return [
    ...list(
      `❌ ${counted(failing.length, 'change')} that ${rules} is about and nobody approved. To approve one, write its line with a reason and an owner into ${APPROVALS_FILE}`,
      rows,
      (row) => `${code(`allow-change ${row.fingerprint}: why (@owner)`)} for ${code(rowText(row))}`,
    ),
    ...list(`✅ ${counted(approved.length, 'approved change')}`, approved, approvalText),
    ...list(`⚠️ ${counted(stale.length, 'approval')} of what does not change`, stale, approvalText),
  ];
}

function list<T>(title: string, all: readonly T[], text: (one: T) => string): string[] {
  if (all.length === 0) return [];
  const { lines, left } = fitting(all, (one) => `- ${text(one)}`, ROOM);
  return [details(title, [...lines, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n'))];
}

function approvalText({ fingerprint, owner, reason, at }: Approval): string {
  return `${code(`allow-change ${fingerprint}`)} by ${code(owner)}: ${code(reason)} (${code(printPlace(at))})`;
}
