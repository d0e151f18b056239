/** A place in a text: line from 1, column from 0, in UTF-16 code units, as source maps count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Looks up where generated text came from. Our own reader: this one question is all that is asked of a map, every compile
 * pays for it, and a library costs five times as much to load and warm up.
 */
export function originLookup(mappings: string): (at: Place) => Place | undefined {
  let segments: Segments | undefined;
  return (at) => {
    segments ??= decode(mappings);
    return find(segments, at);
  };
}

interface Segments {
  /** Three numbers each, from 0: generated column, origin line, origin column. */
  readonly numbers: Int32Array;
  /** Where in `numbers` the segments of each generated line begin, and at last where all end. */
  readonly lines: readonly number[];
}

const SIZE = 3;
/** Characters of a segment with an origin, and what ends it. */
const SHORTEST = 5;
const COMMA = 44;
const SEMICOLON = 59;

/** Source maps number from the previous segment on: generated column, source, origin line, origin column, name. */
function decode(mappings: string): Segments {
  // A segment that has an origin takes four characters at least, and a separator: outside of the heap, where nothing is copied.
  const numbers = new Int32Array(SIZE * Math.ceil((mappings.length + 1) / SHORTEST));
  const lines: number[] = [0];
  let end = 0;
  const fields = [0, 0, 0, 0, 0];
  let count = 0;
  for (let i = 0; i <= mappings.length; i++) {
    const char = i < mappings.length ? mappings.charCodeAt(i) : SEMICOLON;
    if (char === COMMA || char === SEMICOLON) {
      if (count >= 4) {
        numbers[end++] = fields[0] as number;
        numbers[end++] = fields[2] as number;
        numbers[end++] = fields[3] as number;
      }
      count = 0;
      if (char === SEMICOLON) {
        lines.push(end);
        fields[0] = 0;
      }
    } else {
      let digit = DIGITS[char] as number;
      let value = digit & 31;
      for (let shift = 5; digit & 32; shift += 5) {
        digit = DIGITS[mappings.charCodeAt(++i)] as number;
        value += (digit & 31) << shift;
      }
      (fields[count] as number) += value & 1 ? -(value >> 1) : value >> 1;
      count++;
    }
  }
  return { numbers, lines };
}

/** The value of each base64 digit, by character code. */
const DIGITS: Uint8Array = (() => {
  const digits = new Uint8Array(128);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let i = 0; i < alphabet.length; i++) digits[alphabet.charCodeAt(i)] = i;
  return digits;
})();

/** The last segment of the line at or before the column. */
function find({ numbers, lines }: Segments, at: Place): Place | undefined {
  const start = lines[at.line - 1];
  const end = lines[at.line];
  if (start === undefined || end === undefined) return undefined;
  let low = start / SIZE;
  let high = end / SIZE - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle * SIZE] as number) <= at.column) low = middle + 1;
    else high = middle - 1;
  }
  if (high * SIZE < start) return undefined;
  return { line: (numbers[high * SIZE + 1] as number) + 1, column: numbers[high * SIZE + 2] as number };
}
