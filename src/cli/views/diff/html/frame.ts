import type { Range } from '../../../../base/span.ts';
import { BOUNDS } from './bounds.ts';
import type { FrameData, LineData } from './data.ts';

/** Lines of source around what is meant. */
const BEFORE = 2;
const AFTER = 3;

/** The lines around a stretch of source, with what is meant in its first line marked. */
export function frameOf(range: Range, text: string | undefined): FrameData | undefined {
  const lines = text?.split(/\r\n|\n|\r|\u2028|\u2029/);
  if (lines?.[range.line - 1] === undefined) return undefined;
  const from = Math.max(1, range.line - BEFORE);
  const shown = lines.slice(from - 1, range.line + AFTER);
  return {
    from,
    mark: range.line,
    lines: shown.map((line, i) => (from + i === range.line ? markedLine(line, range) : spaced(cut(line)))),
  };
}

function markedLine(whole: string, { line, column, endLine, endColumn }: Range): LineData {
  const text = cut(whole);
  const end = endLine > line ? text.trimEnd().length : endColumn - 1;
  if (column - 1 >= text.length || end <= column - 1) return spaced(text);
  return [text.slice(0, column - 1), text.slice(column - 1, end), text.slice(end)].map(spaced) as unknown as LineData;
}

function spaced(text: string): string {
  return text.replaceAll('\t', '    ');
}

function cut(line: string): string {
  return line.length > BOUNDS.columns ? `${line.slice(0, BOUNDS.columns)}…` : line;
}
