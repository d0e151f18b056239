import type { AccessRow, Cause } from '../../../../analysis/diff/change.ts';
import type { DiffReport, Row } from '../../../diff/report.ts';
import type { DiffLook } from '../index.ts';
import { sourceLink } from '../source-link.ts';
import { standingOf } from '../standing.ts';
import { callersOf, causeText, destinationsOf, few, listed, ownTargets, reasonsText, requestsOf } from '../words.ts';
import { cell, code, href, link } from './escape.ts';

/** The table of who may do what now, a line a row. A column that would say the same everywhere is left out. */
export interface Table {
  readonly head: readonly string[];
  readonly line: (row: AccessRow) => string;
}

export function accessTable(report: DiffReport, look: DiffLook): Table {
  const { access, targets } = report.diff;
  const differ = access.some((row) => row.targets.length < targets.length);
  const names = ['', 'who', 'request', 'on', 'example', 'risk', 'line', ...(differ ? ['targets'] : [])];
  return {
    head: [tableLine(names), tableLine(names.map(() => '---'))],
    line: (row) => tableLine([...cells(row, report, look), ...(differ ? [targetsText(row, report)] : [])]),
  };
}

function cells(row: AccessRow, report: DiffReport, look: DiffLook): readonly string[] {
  return [
    mark(row, report),
    codes(callersOf(row)),
    mayText(row),
    codes(destinationsOf(row)),
    code(row.example.text),
    riskCell(row),
    causesText(row, report, look, '<br>'),
  ];
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** `+` allowed, `−` denied; what fails and what was approved is marked. */
export function mark(row: Row & { readonly effect?: AccessRow['effect'] }, report: DiffReport): string {
  const sign = row.effect === undefined ? [] : [row.effect === 'allowed' ? '**+**' : '**−**'];
  const { fails, approval } = standingOf(row, report);
  return [...sign, ...(fails ? ['❌'] : []), ...(approval ? ['✅'] : [])].join(' ');
}

function codes(names: readonly string[]): string {
  return listed(names.map(code));
}

/** `newly denied` is said by the sign; the words are the same. */
function mayText(row: AccessRow): string {
  const { shown, left } = few(requestsOf(row));
  const requests = row.requests.length === 0 ? shown : shown.map(code);
  const when = row.conditions.length === 0 ? [] : [`when ${listed(row.conditions.map(code))}`];
  return [...requests, ...(left > 0 ? [`${left} more`] : []), ...when].join('<br>');
}

export function riskCell({ risk }: Row): string {
  const why = risk.reasons.length === 0 ? '' : `: ${reasonsText(risk.reasons)}`;
  return risk.level === 'high' ? `**high**${why}` : `${risk.level}${why}`;
}

export function causesText({ causes }: Row, report: DiffReport, look: DiffLook, between: string): string {
  const { shown, left } = few(causes);
  const places = shown.map((cause) => causeLink(cause, report, look));
  return [...places, ...(left > 0 ? [`${left} more`] : [])].join(between);
}

function causeLink(cause: Cause, report: DiffReport, { sourceUrl }: DiffLook): string {
  const text = causeText(cause, report);
  const source = sourceLink(cause, report, sourceUrl);
  const address = source === undefined ? undefined : href(source);
  return address === undefined ? code(text) : link(code(text.replace(/[^:]*\//, '')), address);
}

export function targetsText(row: Row, report: DiffReport): string {
  const own = ownTargets(row, report);
  return own ? listed(own.map(code)) : 'all';
}
