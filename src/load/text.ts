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

/** The UTF-16 offset of a place; at most the end of its line. */
export function offsetOf(text: string, { line, column }: Place): number {
  const breaks = text.matchAll(new RegExp(LINE_BREAK, 'g'));
  let start = 0;
  for (let n = 1; n < line; n++) {
    const next = breaks.next();
    if (next.done) return text.length;
    start = next.value.index + next.value[0].length;
  }
  return start + column;
}

export function splitLines(text: string): readonly string[] {
  return text.split(LINE_BREAK);
}

/** What ends a line in ECMAScript. */
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
