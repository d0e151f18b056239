import { type Meter, spend } from '../../meter.ts';
import { mergeAlphabets } from './alphabet.ts';
import type { Automaton } from './automaton.ts';

/** Which of two languages a string must be in: bit 2·a + b of a truth table. */
export type Join = number;
export const OR: Join = 0b1110;
export const AND: Join = 0b1000;
/** The first, and not the second. */
export const AND_NOT: Join = 0b0100;

/** Both automata side by side. Pairs whose rest is settled (all or nothing) are one state each. */
export function product(a: Automaton, b: Automaton, join: Join, meter: Meter): Automaton {
  const { alphabet, left, right } = mergeAlphabets(a.alphabet, b.alphabet);
  const [endsA, endsB] = [fates(a), fates(b)];
  const fateOf = Int8Array.from({ length: 9 }, (_, i) => settled(join, Math.floor(i / 3), i % 3) ?? -1);
  const pairs: number[] = [];
  const numbers = new Map<number, number>();
  const number = (x: number, y: number): number => {
    const fate = fateOf[3 * endsA[x]! + endsB[y]!]!;
    const key = fate < 0 ? x * b.accepts.length + y : -1 - fate;
    const old = numbers.get(key);
    if (old !== undefined) return old;
    spend(meter, alphabet.size + 8);
    numbers.set(key, numbers.size);
    return pairs.push(key) - 1;
  };
  number(0, 0);
  const table: number[] = [];
  const accepting: number[] = [];
  for (let i = 0; i < pairs.length; i++) {
    const key = pairs[i]!;
    const [x, y] = [Math.floor(key / b.accepts.length), key % b.accepts.length];
    accepting.push(key < 0 ? -1 - key : (join >> (2 * a.accepts[x]! + b.accepts[y]!)) & 1);
    for (let letter = 0; letter < alphabet.size; letter++)
      table.push(
        key < 0
          ? i
          : number(a.next[x * a.alphabet.size + left[letter]!]!, b.next[y * b.alphabet.size + right[letter]!]!),
      );
  }
  return { alphabet, next: Int32Array.from(table), accepts: Uint8Array.from(accepting) };
}

/** 0 and 1: from this state on nothing, everything is accepted; 2: that depends. */
function fates({ alphabet: { size }, next, accepts }: Automaton): Uint8Array {
  return accepts.map((yes, state) => {
    for (let letter = 0; letter < size; letter++) if (next[state * size + letter] !== state) return 2;
    return yes;
  });
}

/** Whether the fates of both sides leave one answer only. */
function settled(join: Join, a: number, b: number): 0 | 1 | undefined {
  const bits = (a === 2 ? [0, 1] : [a]).flatMap((x) => (b === 2 ? [0, 1] : [b]).map((y) => (join >> (2 * x + y)) & 1));
  return bits.every((bit) => bit === bits[0]) ? (bits[0] as 0 | 1) : undefined;
}
