/** A place in a text: line from 1, column from 0, in UTF-16 code units, as source maps count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where each piece of generated text came from. Plain data, and outside of the heap, where nothing is copied. */
export interface Origins {
  /** Three numbers for each segment, from 0: generated column, origin line, origin column. A line of `NONE`: from nowhere. */
  readonly numbers: Int32Array;
  /** Where in `numbers` the segments of each generated line begin, and at last where all end. */
  readonly lines: Int32Array;
}

/** Where a place of the generated text came from: what the last segment of the line at or before the column says. */
export function originOf(origins: Origins, at: Place): Place | undefined {
  const segment = segmentAt(origins, at.line - 1, at.column);
  if (segment === NONE) return undefined;
  const line = origins.numbers[segment + 1] as number;
  return line === NONE ? undefined : { line: line + 1, column: origins.numbers[segment + 2] as number };
}

/** What two steps in a row did: from the text of the second to what the first was given. */
export function composed(second: Origins, first: Origins): Origins {
  const numbers = second.numbers.slice();
  for (let i = 0; i < numbers.length; i += SIZE) {
    const segment = segmentAt(first, numbers[i + 1] as number, numbers[i + 2] as number);
    numbers[i + 1] = segment === NONE ? NONE : (first.numbers[segment + 1] as number);
    numbers[i + 2] = segment === NONE ? NONE : (first.numbers[segment + 2] as number);
  }
  return { numbers, lines: second.lines };
}

const SIZE = 3;
/** No segment, or no line. */
const NONE = -1;
/** Characters of a segment with an origin, and what ends it. */
const SHORTEST = 5;
const COMMA = 44;
const SEMICOLON = 59;

/**
 * Reads the mappings of a source map, which number from the previous segment on: generated column, source, origin line, origin column,
 * name. Our own reader: looking a place up is all that is asked of a map, every compile pays for it, and a library costs five times as
 * much to load and warm up.
 */
export function readMappings(mappings: string): Origins {
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
  return { numbers: numbers.slice(0, end), lines: Int32Array.from(lines) };
}

/** The value of each base64 digit, by character code. */
const DIGITS: Uint8Array = (() => {
  const digits = new Uint8Array(128);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let i = 0; i < alphabet.length; i++) digits[alphabet.charCodeAt(i)] = i;
  return digits;
})();

/** Where in `numbers` the last segment of the line at or before the column is, or `NONE`. `line` from 0. */
function segmentAt({ numbers, lines }: Origins, line: number, column: number): number {
  const start = lines[line];
  const end = lines[line + 1];
  if (start === undefined || end === undefined) return NONE;
  let low = start / SIZE;
  let high = end / SIZE - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle * SIZE] as number) <= column) low = middle + 1;
    else high = middle - 1;
  }
  return high * SIZE < start ? NONE : high * SIZE;
}
