/**
 * A list of files that we printed, an entry a line and in order: it is changed where it changes, rather than read and printed
 * whole. Only a text that is known to be ours, by its digest, is taken for one.
 */
export interface Lines {
  readonly text: string;
  readonly form: Form;
  readonly count: number;
  /** Where each line begins, and where one more would. */
  readonly starts: Uint32Array;
}

interface Form {
  /** What the first line comes after, and what follows the last. */
  readonly open: string;
  readonly close: string;
  readonly between: string;
  /** What comes before the path in a line. */
  readonly indent: string;
}

export const INVENTORY_FORM: Form = { open: '  "files": {\n', close: '\n  }\n}\n', between: ',\n', indent: '    ' };
export const KUSTOMIZATION_FORM: Form = { open: 'resources:\n', close: '\n', between: '\n', indent: '  - ' };

/** The lines of a list; undefined if there are not as many as there should be. */
export function linesOf(text: string, form: Form, count: number): Lines | undefined {
  const { open, close, between } = form;
  const end = text.length - close.length;
  const starts = new Uint32Array(count + 1);
  let start = text.indexOf(open) + open.length;
  for (let row = 0; row < count; row++) {
    if (start > end) return undefined;
    starts[row] = start;
    const next = text.indexOf(between, start);
    start = (next === -1 || next > end ? end : next) + between.length;
  }
  starts[count] = start;
  return start === end + between.length ? { text, form, count, starts } : undefined;
}

/** The path that a line begins with. It is in quotes where that is needed, and never holds one. */
export function pathAt(lines: Lines, row: number): string {
  const { text, starts, form } = lines;
  const start = starts[row]! + form.indent.length;
  if (text[start] === '"') return text.slice(start + 1, text.indexOf('"', start + 1));
  return text.slice(start, lineEnd(lines, row));
}

/** Where a line ends, before what is between it and the next. */
export function lineEnd({ starts, form }: Lines, row: number): number {
  return starts[row + 1]! - form.between.length;
}

function between(lines: Lines, from: number, to: number): string {
  return lines.text.slice(lines.starts[from], lineEnd(lines, to - 1));
}

/** The first row of some, which are in order, whose path is not before this one. */
export function rowFrom(lines: Lines, path: string, from = 0, to = lines.count): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (pathAt(lines, middle) < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The row of a path; undefined if there is none. */
export function rowOf(lines: Lines, path: string, from = 0, to = lines.count): number | undefined {
  const row = rowFrom(lines, path, from, to);
  return row < to && pathAt(lines, row) === path ? row : undefined;
}

/** A line that goes before a row, or instead of it; without one, the row goes. */
export type Edit =
  | { readonly row: number; readonly insert: string }
  | { readonly row: number; readonly replace: string | undefined };

/** What comes before a row comes in the order given. */
export function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) => a.row - b.row || Number('replace' in a) - Number('replace' in b));
}

/** The text with other lines, of which some must be left. The edits are in order. */
export function edited(lines: Lines, edits: readonly Edit[]): string {
  const { text, starts, form, count } = lines;
  const parts: string[] = [];
  let next = 0;
  for (const edit of edits) {
    if (edit.row > next) parts.push(between(lines, next, edit.row));
    const line = 'insert' in edit ? edit.insert : edit.replace;
    if (line !== undefined) parts.push(line);
    next = 'insert' in edit ? edit.row : edit.row + 1;
  }
  if (next < count) parts.push(between(lines, next, count));
  return `${text.slice(0, starts[0])}${parts.join(form.between)}${form.close}`;
}
