import { visible } from '../../../../diag/render/visible.ts';
import type { DiffReport } from '../../../diff/report.ts';
import type { DiffLook } from '../index.ts';
import { placesOf } from '../places.ts';
import { filesText, headline, isNothing, summaryOf } from '../summary.ts';
import { comparedText, listed, riskiestFirst, unchangedKinds } from '../words.ts';
import { verdictLines } from './approvals.ts';
import { causeLines } from './causes.ts';
import { accessLines, changeLines } from './rows.ts';
import { wrapLines } from './wrap.ts';

/** As many rows of a kind are shown; the others are counted, unless everything was asked for. */
const ROWS = 10;
/** The report for people: what a reviewer has to know first, then each row with the line that did it. */
export async function diffText(report: DiffReport, look: DiffLook): Promise<string> {
  const { diff, notes } = report;
  const head = [summaryLine(report, look), ...notes.map((note) => `${look.paint('yellow', '!')} ${visible(note)}`)];
  if (look.quiet) return wrapLines(head, look.width);
  const causes = causeLines(report, await placesOf(report), look);
  const [allowed, denied] = (['allowed', 'denied'] as const).map((effect) =>
    diff.access.filter((row) => row.effect === effect),
  );
  const changes = riskiestFirst(diff.changes);
  const parts = [
    head,
    section('newly allowed', allowed ?? [], (row) => accessLines(row, report, look, causes), look),
    section('newly denied', denied ?? [], (row) => accessLines(row, report, look, causes), look),
    undecidedLines(report, look),
    section('also changed', changes, (change) => changeLines(change, report, look, causes), look),
    verdictLines(report, look),
  ];
  const ending = isNothing(summaryOf(report)) ? [] : ['', look.paint('dim', endText(report))];
  return wrapLines([...parts, ending].flat(), look.width);
}

function endText(report: DiffReport): string {
  const unchanged = unchangedKinds(report);
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

function undecidedLines({ diff: { undecided } }: DiffReport, look: DiffLook): string[] {
  if (undecided.length === 0) return [];
  const names = undecided.map(({ destination: { name, port }, targets }) => `${name}:${port} (${targets.join(', ')})`);
  const most = look.verbose ? Number.POSITIVE_INFINITY : ROWS;
  return [
    '',
    `${look.paint(['yellow', 'bold'], 'not decided')}  rules too complex to be compared in time: ${visible(listed(names, most))}`,
  ];
}
