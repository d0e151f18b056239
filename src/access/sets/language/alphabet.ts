import { rankOf, type Switches } from '../switches.ts';

/** The code points that a dimension's strings are made of, cut into classes whose members no automaton tells apart. */
export interface Alphabet {
  /** First code point of each stretch; the first is 0. */
  readonly starts: Int32Array;
  /** The class of each stretch, numbered by first appearance; -1: not a letter of this dimension. */
  readonly classes: Int32Array;
  readonly size: number;
  /** The classes of the first code points, to look up. */
  readonly ascii: Int32Array;
}

export const END = 0x110000;

export function classOf({ starts, classes, ascii }: Alphabet, codePoint: number): number {
  return codePoint < 128 ? ascii[codePoint]! : classes[rankOf(starts, codePoint) - 1]!;
}

/** Numbers stretches by what tells them apart, and joins neighbours that nothing does. */
export function alphabet(stretches: Iterable<readonly [start: number, mark: string | number | undefined]>): {
  readonly alphabet: Alphabet;
  /** The class of each mark. */
  readonly numbers: ReadonlyMap<string | number, number>;
} {
  const numbers = new Map<string | number, number>();
  const starts: number[] = [];
  const classes: number[] = [];
  for (const [start, mark] of stretches) {
    if (mark !== undefined && !numbers.has(mark)) numbers.set(mark, numbers.size);
    const number = mark === undefined ? -1 : numbers.get(mark)!;
    if (classes.at(-1) === number) continue;
    starts.push(start);
    classes.push(number);
  }
  const ascii = new Int32Array(128);
  starts.forEach((start, i) => {
    if (start < 128) ascii.fill(classes[i]!, start);
  });
  const found = { starts: Int32Array.from(starts), classes: Int32Array.from(classes), size: numbers.size, ascii };
  return { alphabet: found, numbers };
}

/** The coarsest alphabet that tells these sets apart, and which of its classes each set consists of. */
export function alphabetOf(
  letters: Switches<number>,
  sets: readonly Switches<number>[],
): { readonly alphabet: Alphabet; readonly members: readonly ReadonlySet<number>[] } {
  const events = [letters, ...sets].flatMap((set, i) => set.map((at) => [at, i] as const)).sort((a, b) => a[0] - b[0]);
  const found = alphabet(stretchesOf(events));
  const members = sets.map(() => new Set<number>());
  for (const [mark, number] of found.numbers)
    for (const i of String(mark).split(',')) if (Number(i) > 0) members[Number(i) - 1]!.add(number);
  return { alphabet: found.alphabet, members };
}

function* stretchesOf(
  events: readonly (readonly [number, number])[],
): Generator<readonly [number, string | undefined]> {
  const inside = new Set<number>();
  let start = 0;
  const mark = () => (inside.has(0) ? [...inside].sort((a, b) => a - b).join(',') : undefined);
  for (const [at, i] of events) {
    if (at > start) yield [start, mark()];
    start = at;
    if (!inside.delete(i)) inside.add(i);
  }
  if (start < END) yield [start, mark()];
}

/** The alphabet that tells apart what either does, and the class of both that each of its classes lies in. */
export function mergeAlphabets(
  a: Alphabet,
  b: Alphabet,
): { readonly alphabet: Alphabet; readonly left: Int32Array; readonly right: Int32Array } {
  if (a === b) {
    const same = Int32Array.from({ length: a.size }, (_, i) => i);
    return { alphabet: a, left: same, right: same };
  }
  const { alphabet: merged, numbers } = alphabet(mergedStretches(a, b));
  const left = new Int32Array(merged.size);
  const right = new Int32Array(merged.size);
  for (const [mark, number] of numbers) {
    left[number] = Math.floor(Number(mark) / b.size);
    right[number] = Number(mark) % b.size;
  }
  return { alphabet: merged, left, right };
}

function* mergedStretches(a: Alphabet, b: Alphabet): Generator<readonly [number, number | undefined]> {
  let i = 0;
  let j = 0;
  while (i < a.starts.length || j < b.starts.length) {
    const at = Math.min(a.starts[i] ?? END, b.starts[j] ?? END);
    if (a.starts[i] === at) i++;
    if (b.starts[j] === at) j++;
    const [left, right] = [a.classes[i - 1]!, b.classes[j - 1]!];
    yield [at, left < 0 || right < 0 ? undefined : left * b.size + right];
  }
}
