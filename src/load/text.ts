import type { Place } from './source-map.ts';

/** The place of a UTF-8 byte offset in a text, in lines and UTF-16 columns. */
export function placeAtByte(text: string, byte: number): Place {
  return placeAt(text, Buffer.from(text).subarray(0, byte).toString().length);
}

/** The place of a UTF-16 offset in a text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lines = before.split(LINE_BREAK);
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}

export function splitLines(text: string): readonly string[] {
  return text.split(LINE_BREAK);
}

/** What ends a line in ECMAScript. */
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
