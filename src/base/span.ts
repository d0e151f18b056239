/** A place in a source file. `file` is relative to the project root, with `/` on every platform; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Where a declaration was made: the call in the user's TypeScript.
 * `calledFrom` holds the outer calls in the user's files, innermost first, when the declaration was made inside a helper.
 */
export interface Span extends Position {
  readonly calledFrom?: readonly Position[];
  /** What inside the call's arguments, when the declaration is one part of a larger call. */
  readonly at?: ArgumentPath;
}

/** A stretch of text inside one file; `endColumn` is exclusive. */
export interface Range {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * A path into the arguments of the call at a span: `[0, 'to', 'v9']` is `v9` of `to` in the first argument.
 */
export type ArgumentPath = readonly (string | number)[];

/** The span of a part of what a span stands for: `within(span, 'to', 'v9')`. */
export function within(span: Span, ...path: ArgumentPath): Span {
  if (path.length === 0) return span;
  const { file, line, column, calledFrom } = span;
  const at = span.at === undefined ? path : span.at.concat(path);
  return calledFrom === undefined ? { file, line, column, at } : { file, line, column, calledFrom, at };
}

/** Orders positions by file, line, column. */
export function comparePositions(a: Position, b: Position): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** `policies/bookinfo.ts:44:24` */
export function printPosition(at: Position): string {
  return `${at.file}:${at.line}:${at.column}`;
}
