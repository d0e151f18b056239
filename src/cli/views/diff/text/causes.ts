import type { AccessRow, Cause } from '../../../../analysis/diff/change.ts';
import { codeFrame } from '../../../../diag/render/frame.ts';
import { visible } from '../../../../diag/render/visible.ts';
import { authorKey, type DiffReport, type Row } from '../../../diff/report.ts';
import type { DiffLook } from '../index.ts';
import type { Place } from '../places.ts';
import { authorText, causeText, FEW, few } from '../words.ts';

/** What did it, as lines: the first declaration with its source, the others by place. */
export interface CauseLines {
  readonly framed: (row: AccessRow) => readonly string[];
  readonly places: (row: Row) => readonly string[];
}

/** The same declaration is shown with its source once: what follows from it again names the place. */
export function causeLines(report: DiffReport, placeOf: Place, look: DiffLook): CauseLines {
  const shown = new Set<string>();
  const places = (row: Row) => row.causes.map((cause) => visible(causeText(cause, report)));
  const framed = (row: AccessRow): string[] => {
    const [first, ...others] = row.causes;
    if (first === undefined) return [];
    const place = causeText(first, report);
    const again = shown.has(place);
    shown.add(place);
    const head = again ? [look.paint('cyan', visible(place))] : frameOf(first, report, placeOf, look);
    return [...head, ...authorLine(first, report, look), ...otherLines(others, report, look)];
  };
  return { framed, places };
}

function frameOf(cause: Cause, report: DiffReport, placeOf: Place, { paint }: DiffLook): string[] {
  const range = placeOf(cause);
  if (range === undefined) return [paint('cyan', visible(causeText(cause, report)))];
  const text = report.textOf(cause.side, range.file);
  // What is gone is named as Git names files of another revision: the head may have another text of the same name.
  const file = causeText(cause, report).replace(/:\d+$/, '');
  const sources = new Map(text === undefined ? [] : [[file, text]]);
  const style = cause.change === 'removed' ? 'yellow' : 'red';
  return codeFrame({ range: { ...range, file }, style, ...label(cause) }, sources, paint);
}

function label({ change }: Cause): { label?: string } {
  return change === 'removed' ? { label: 'removed' } : {};
}

function authorLine(cause: Cause, { authors }: DiffReport, { paint }: DiffLook): string[] {
  const author = authors?.get(authorKey(cause));
  return author ? [paint('dim', visible(authorText(author)))] : [];
}

function otherLines(others: readonly Cause[], report: DiffReport, { paint, verbose }: DiffLook): string[] {
  if (others.length === 0) return [];
  const { shown, left } = few(others, verbose ? others.length : FEW);
  const names = shown.map((cause) => paint('cyan', visible(causeText(cause, report)))).join(', ');
  return [`and by ${names}${left > 0 ? ` and ${left} more` : ''}`];
}
