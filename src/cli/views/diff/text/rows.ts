import type { AccessRow, Change } from '../../../../analysis/diff/change.ts';
import type { Style } from '../../../../diag/render/paint.ts';
import { visible } from '../../../../diag/render/visible.ts';
import type { DiffReport, Row } from '../../../diff/report.ts';
import { counted } from '../../words.ts';
import type { DiffLook } from '../index.ts';
import {
  callersOf,
  destinationsOf,
  FEW,
  few,
  KINDS,
  listed,
  ownTargets,
  reasonsText,
  requestsOf,
  SIGNS,
} from '../words.ts';
import { approvalLines } from './approvals.ts';
import type { CauseLines } from './causes.ts';

/** Who may newly do what, or no longer, with an example and the line that did it. */
export function accessLines(row: AccessRow, report: DiffReport, look: DiffLook, causes: CauseLines): string[] {
  const { paint, verbose } = look;
  const most = verbose ? Number.POSITIVE_INFINITY : FEW;
  const sign = row.effect === 'allowed' ? paint(['red', 'bold'], '+') : paint(['yellow', 'bold'], '-');
  const [who, what, on] = [callersOf(row), requestsOf(row), destinationsOf(row)].map((names) =>
    visible(listed(names, most)),
  );
  return [
    `  ${sign} ${paint('bold', `${who} → ${what} → ${on}`)}${whenText(row, most)}${riskWords(row, look)}`,
    `    for example ${paint('cyan', visible(row.example.text))}${onlyIn(row, report, look)}`,
    ...causes.framed(row).map((line) => `    ${line}`),
    ...approvalLines(row, report, look),
  ];
}

function whenText({ conditions }: AccessRow, most: number): string {
  if (conditions.length === 0) return '';
  const { shown, left } = few(conditions, most);
  return `  when ${visible(shown.join(' and '))}${left > 0 ? ` and ${left} more` : ''}`;
}

/** What else changes: one line, since the words are the change. */
export function changeLines(change: Change, report: DiffReport, look: DiffLook, causes: CauseLines): string[] {
  const { kind, what, subject, text } = change;
  const { paint } = look;
  const [first, ...rest] = causes.places(change);
  const more = rest.length > 0 ? ` and ${counted(rest.length, 'more line')}` : '';
  const place = first === undefined ? '' : `      ${paint('cyan', first)}${more}`;
  return [
    `  ${paint('bold', SIGNS[what])} ${KINDS[kind]}: ${paint('bold', visible(subject))}  ${visible(text)}${onlyIn(change, report, look)}${riskWords(change, look)}${place}`,
    ...approvalLines(change, report, look),
  ];
}

const RISK_STYLES = { none: 'dim', low: 'dim', medium: 'yellow', high: 'red' } as const satisfies Record<
  Row['risk']['level'],
  Style
>;

function riskWords({ risk }: Row, { paint }: DiffLook): string {
  if (risk.level === 'none') return '';
  const why = risk.reasons.length === 0 ? '' : `: ${reasonsText(risk.reasons)}`;
  return `      ${paint(RISK_STYLES[risk.level], `${risk.level} risk${why}`)}`;
}

function onlyIn(row: Row, report: DiffReport, { paint }: DiffLook): string {
  const targets = ownTargets(row, report);
  return targets ? `      ${paint('dim', `only in ${targets.map(visible).join(', ')}`)}` : '';
}
