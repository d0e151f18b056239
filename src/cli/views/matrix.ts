import type { ByHand } from '../../analysis/by-hand.ts';
import type { Grant, Matrix } from '../../analysis/matrix.ts';
import { ANYTHING } from '../../analysis/matrix-words.ts';
import { printPlace } from '../../analysis/wording.ts';
import { groupBy } from '../../base/order.ts';
import type { Paint } from '../../diag/render/paint.ts';
import { visible } from '../../diag/render/visible.ts';
import { byHandJson } from './by-hand.ts';

/** What a row says in each format, in words. */
interface Row {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly requests: readonly string[];
  readonly when: readonly string[];
  readonly line: string;
}

function rowOf({ from, toName, ports, requests, carries, when, less, span }: Grant): Row {
  return {
    from: from.name,
    to: toName,
    port: ports.join(','),
    requests: requests.length === 0 ? [ANYTHING[carries]] : requests,
    when: [...when, ...lessText(less)],
    line: span ? printPlace(span) : 'nothing forbids it',
  };
}

/** Denials of the mesh hold for every row, and would be in each. */
function lessText(less: Grant['less']): readonly string[] {
  const own = less.filter(({ scope }) => scope !== 'mesh').map(({ span }) => span);
  const files = groupBy(own, ({ file }) => file);
  return Array.from(files, ([file, spans]) => `less ${file}:${[...new Set(spans.map(({ line }) => line))].join(',')}`);
}

const HEADINGS = ['from', 'to', 'port', 'requests', 'when', 'line'] as const;

/** More requests of a rule than this are counted: the line has them. */
const MOST_REQUESTS = 3;
const WIDEST = 60;

function few(requests: readonly string[]): string {
  const shown = requests.length > MOST_REQUESTS ? requests.slice(0, MOST_REQUESTS - 1) : requests;
  const rest = requests.length - shown.length;
  const text = [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

/** Aligned columns; a caller and a destination are named once for all of their rows. */
export function matrixText({ grants, unreachable }: Matrix, paint: Paint): string {
  const rows = grants.map(rowOf);
  const cells = rows.map(({ from, to, port, requests, when, line }, i) => {
    const before = rows[i - 1];
    const again = before?.from === from;
    return [again ? '' : from, again && before.to === to ? '' : to, port, few(requests), when.join('; '), line].map(
      visible,
    );
  });
  const shown = HEADINGS.map((_, column) => column).filter(
    (column) => column !== 4 || cells.some((row) => row[4] !== ''),
  );
  const head = HEADINGS.map((heading) => heading.toUpperCase());
  const widths = head.map((heading, column) =>
    cells.reduce((most, row) => Math.max(most, row[column]!.length), heading.length),
  );
  const print = (row: readonly string[]) =>
    shown
      .map((column) => row[column]!.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const table =
    rows.length === 0
      ? 'nobody may call anybody here\n'
      : `${[paint('bold', print(head)), ...cells.map(print)].join('\n')}\n`;
  return `${table}${unreachable.length > 0 ? `\nnobody may call ${unreachable.map(visible).join(', ')}\n` : ''}`;
}

/** RFC 4180, and nothing that a spreadsheet would take for a formula. */
export function matrixCsv({ grants }: Matrix): string {
  const lines = grants
    .map(rowOf)
    .map(({ from, to, port, requests, when, line }) => [from, to, port, requests.join('; '), when.join('; '), line]);
  return [HEADINGS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function matrixMarkdown({ grants, unreachable }: Matrix): string {
  const rows = grants
    .map(rowOf)
    .map(({ from, to, port, requests, when, line }) => [
      markdown(from),
      markdown(to),
      port,
      requests.map(code).join('<br>'),
      when.map(markdown).join('<br>'),
      markdown(line),
    ]);
  const table = [HEADINGS, HEADINGS.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
  return `${table}${unreachable.length > 0 ? `\nNobody may call ${unreachable.map(markdown).join(', ')}.\n` : ''}`;
}

function markdown(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#]/g, '\\$&');
}

/** Backticks cannot be escaped inside code: what holds one is text. */
function code(text: string): string {
  return text.includes('`') ? markdown(text) : `\`${visible(text).replaceAll('|', '\\|')}\``;
}

/** For programs; `version` changes when a field changes its meaning. */
export function matrixJson({ grants, unreachable }: Matrix, byHand: ByHand, target: string): string {
  const allowed = grants.map(grantJson);
  return `${JSON.stringify({ version: 1, target, allowed, unreachable, ...byHandJson(byHand) }, null, 2)}\n`;
}

export function grantJson({ from, to, toName, ports, requests, when, less, span }: Grant): object {
  return {
    from: { kind: from.kind, name: from.name },
    to: { kind: to.kind, name: toName },
    ports,
    requests: requests.length === 0 ? 'any' : requests,
    when,
    less: less.map(({ span: denial }) => place(denial)),
    ...(span && { rule: place(span) }),
  };
}

function place({ file, line, column }: { file: string; line: number; column: number }): object {
  return { file, line, column };
}
