import wrapAnsi from 'wrap-ansi';
import type { AccessRow, Change } from '../../../analysis/diff/change.ts';
import { printPlace } from '../../../analysis/wording.ts';
import type { Style } from '../../../diag/render/paint.ts';
import { visible } from '../../../diag/render/visible.ts';
import type { Approval, DiffReport, Row } from '../../diff/report.ts';
import { counted } from '../words.ts';
import { type CauseLines, causeLines } from './cause-lines.ts';
import type { DiffLook } from './index.ts';
import { placesOf } from './places.ts';
import { filesText, headline, isNothing, summaryOf } from './summary.ts';
import {
  byKind,
  callersOf,
  comparedText,
  destinationsOf,
  FEW,
  KINDS,
  listed,
  ownTargets,
  reasonsText,
  requestsOf,
  SIGNS,
  unchangedKinds,
} from './words.ts';

/** As many rows of a kind are shown; the others are counted, unless everything was asked for. */
const ROWS = 10;
/** Narrower than this, wrapped text is harder to read than cut text. */
const NARROWEST = 40;

/** The report for people: what a reviewer has to know first, then each row with the line that did it. */
export async function diffText(report: DiffReport, look: DiffLook): Promise<string> {
  const { diff, notes } = report;
  const head = [summaryLine(report, look), ...notes.map((note) => `${look.paint('yellow', '!')} ${visible(note)}`)];
  if (look.quiet) return print(head, look);
  const sources = causeLines(report, await placesOf(report), look);
  const [allowed, denied] = (['allowed', 'denied'] as const).map((effect) =>
    diff.access.filter((row) => row.effect === effect),
  );
  const parts = [
    head,
    section('newly allowed', allowed ?? [], (row) => accessLines(row, report, look, sources), look),
    section('newly denied', denied ?? [], (row) => accessLines(row, report, look, sources), look),
    undecidedLines(report, look),
    changeLines(report, look, sources),
    verdictLines(report, look),
  ];
  const ending = isNothing(summaryOf(report)) ? [] : ['', look.paint('dim', endText(report))];
  return print([...parts, ending].flat(), look);
}

function endText(report: DiffReport): string {
  const unchanged = unchangedKinds(report.diff.changes);
  return [
    ...(unchanged.length > 0 ? [`unchanged: ${unchanged.join(', ')}`] : []),
    `compared: ${visible(comparedText(report))}`,
    ...filesText(report),
  ].join(' · ');
}

function summaryLine(report: DiffReport, { paint }: DiffLook): string {
  const summary = summaryOf(report);
  const style = { none: 'green', low: 'bold', medium: 'yellow', high: 'red' } as const;
  if (isNothing(summary)) return `${paint('green', '✓')} ${headline(report)}`;
  return paint([style[summary.risk.level], 'bold'], headline(report));
}

function section<T>(title: string, rows: readonly T[], print: (row: T) => readonly string[], look: DiffLook): string[] {
  if (rows.length === 0) return [];
  const shown = look.verbose || rows.length <= ROWS + 1 ? rows : rows.slice(0, ROWS);
  const left = rows.length - shown.length;
  const more = left === 0 ? [] : ['', look.paint('dim', `  and ${left} more ${title} (-v lists all)`)];
  return ['', look.paint('bold', title), ...shown.flatMap((row) => print(row)), ...more];
}

function accessLines(row: AccessRow, report: DiffReport, look: DiffLook, sources: CauseLines): string[] {
  const { paint, verbose } = look;
  const most = verbose ? Number.POSITIVE_INFINITY : FEW;
  const sign = row.effect === 'allowed' ? paint(['red', 'bold'], '+') : paint(['yellow', 'bold'], '-');
  const [who, what, on] = [callersOf(row), requestsOf(row), destinationsOf(row)].map((names) =>
    visible(listed(names, most)),
  );
  const when = row.conditions.length === 0 ? '' : `  when ${visible(row.conditions.join(' and '))}`;
  return [
    `  ${sign} ${paint('bold', `${who} → ${what} → ${on}`)}${when}${riskWords(row, look)}`,
    `    for example ${paint('cyan', visible(row.example.text))}${onlyIn(row, report, look)}`,
    ...sources(row).map((line) => `    ${line}`),
    ...approvalLines(row, report, look),
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

function undecidedLines({ diff: { undecided } }: DiffReport, look: DiffLook): string[] {
  if (undecided.length === 0) return [];
  const names = undecided.map(({ destination: { name, port }, targets }) => `${name}:${port} (${targets.join(', ')})`);
  const most = look.verbose ? Number.POSITIVE_INFINITY : ROWS;
  return [
    '',
    `${look.paint(['yellow', 'bold'], 'not decided')}  rules too complex to be compared in time: ${visible(listed(names, most))}`,
  ];
}

function changeLines(report: DiffReport, look: DiffLook, sources: CauseLines): string[] {
  const groups = byKind(report.diff.changes);
  const rows = groups.flatMap(([, changes]) => changes);
  return section('also changed', rows, (change) => changeLine(change, report, look, sources), look);
}

function changeLine(change: Change, report: DiffReport, look: DiffLook, sources: CauseLines): string[] {
  const { kind, what, subject, text } = change;
  const { paint } = look;
  const [first, ...rest] = sources.places(change);
  const more = rest.length > 0 ? ` and ${counted(rest.length, 'more line')}` : '';
  const place = first === undefined ? '' : `      ${paint('cyan', first)}${more}`;
  return [
    `  ${paint('bold', SIGNS[what])} ${KINDS[kind]}: ${paint('bold', visible(subject))}  ${visible(text)}${onlyIn(change, report, look)}${riskWords(change, look)}${place}`,
    ...approvalLines(change, report, look),
  ];
}

/** What a row means for the exit code. */
function approvalLines({ fingerprint }: Row, { verdict }: DiffReport, { paint, verbose }: DiffLook): string[] {
  const approval = verdict.approved.find((one) => one.fingerprint === fingerprint);
  if (approval) return [`    ${paint('green', '✓')} approved by ${approvalText(approval)}`];
  if (verdict.failing.includes(fingerprint))
    return [`    ${paint('red', '✗')} not approved: ${paint('bold', `allow-change ${visible(fingerprint)}`)}`];
  return verbose ? [`    ${paint('dim', `fingerprint ${visible(fingerprint)}`)}`] : [];
}

function approvalText({ owner, reason, at }: Approval): string {
  return visible(`${owner}: ${reason} (${printPlace(at)})`);
}

function verdictLines({ verdict: { failOn, failing, stale } }: DiffReport, { paint }: DiffLook): string[] {
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

/** Lines longer than the terminal go on below, under their own text; frames are cut by their own rule. */
function print(lines: readonly string[], { width }: DiffLook): string {
  if (width === undefined) return lines.map((line) => `${line}\n`).join('');
  const columns = Math.max(width, NARROWEST);
  return lines.map((line) => `${wrapped(line, columns)}\n`).join('');
}

function wrapped(line: string, columns: number): string {
  if (/[│┌]/.test(line)) return line;
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  const [first = '', ...rest] = wrapAnsi(line.slice(indent), columns - indent - 2, { hard: true }).split('\n');
  return [' '.repeat(indent) + first, ...rest.map((more) => `${' '.repeat(indent + 2)}${more.trimStart()}`)].join('\n');
}
