import stringWidth from 'string-width';
import type { Range } from '../../base/span.ts';
import type { Sources } from './located.ts';
import type { Paint, Style } from './paint.ts';
import { type Pointer, placeFrame } from './place.ts';
import { visible } from './visible.ts';

/** Longer lines are shown in part: this many code units either side of what is pointed at. */
const WINDOW = 120;
const TAB = '    ';

/**
 * A stretch of source with carets under it:
 *
 *     ┌ policies/bookinfo.ts:44:27
 *  43 │ reviews.route(
 *  44 │   { name: 'canary', to: { v9: 10, v1: 90 } },
 *     │                           ^^ versions are v1, v2, v3
 */
export function codeFrame({ range, label, style }: Pointer, sources: Sources, paint: Paint): string[] {
  const place = visible(`${range.file}:${range.line}:${range.column}`);
  const lines = sources.get(range.file)?.split(/\r\n|\n|\r|\u2028|\u2029/);
  const text = lines?.[range.line - 1];
  if (!lines || text === undefined)
    return placeFrame({ range, style, ...(label !== undefined && { label }) }, sources, paint);
  const gutter = String(range.line).length;
  const pointed = pointedLine(text, range);
  return [
    `${' '.repeat(gutter)} ${paint('dim', '┌')} ${paint('cyan', place)}`,
    ...contextBefore(range, lines).map((line) => numbered(range.line - 1, gutter, line, paint)),
    numbered(range.line, gutter, pointed.text, paint),
    `${' '.repeat(gutter)} ${paint('dim', '│')} ${carets(pointed, label, style, paint)}`,
  ];
}

/** The line before says what the pointed line belongs to; a blank one says nothing. */
function contextBefore(range: Range, lines: readonly string[]): string[] {
  const before = lines[range.line - 2];
  return before === undefined || before.trim() === '' ? [] : [cut(shown(before), 2 * WINDOW)];
}

function numbered(line: number, gutter: number, text: string, paint: Paint): string {
  return `${paint('dim', `${String(line).padStart(gutter)} │`)}${text === '' ? '' : ` ${text}`}`;
}

interface Pointed {
  readonly text: string;
  readonly indent: number;
  readonly width: number;
}

/** The line as it is shown, and where in it the carets go, in terminal columns. */
function pointedLine(line: string, range: Range): Pointed {
  const from = Math.min(range.column - 1, line.length);
  const to = range.endLine > range.line ? line.trimEnd().length : Math.min(range.endColumn - 1, line.length);
  const start = wholeCharacter(line, Math.max(0, from - WINDOW));
  const end = wholeCharacter(line, Math.min(line.length, Math.max(from, to) + WINDOW));
  const lead = start > 0 ? '…' : '';
  const before = lead + shown(line.slice(start, from));
  const marked = shown(line.slice(from, Math.max(from, to)));
  const rest = shown(line.slice(Math.max(from, to), end)) + (end < line.length ? '…' : '');
  return { text: `${before}${marked}${rest}`, indent: stringWidth(before), width: Math.max(1, stringWidth(marked)) };
}

/** The nearest index at or before this one that does not cut a surrogate pair. */
function wholeCharacter(line: string, index: number): number {
  return /[\udc00-\udfff]/.test(line.charAt(index)) && /[\ud800-\udbff]/.test(line.charAt(index - 1))
    ? index - 1
    : index;
}

function carets({ indent, width }: Pointed, label: string | undefined, style: Style, paint: Paint): string {
  const words = label === undefined ? '' : ` ${visible(label)}`;
  return ' '.repeat(indent) + paint([style, 'bold'], '^'.repeat(width)) + paint(style, words);
}

function shown(text: string): string {
  return text.split('\t').map(visible).join(TAB);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, wholeCharacter(text, length))}…`;
}
