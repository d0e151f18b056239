import { groupBy } from '../../base/order.ts';
import type { Operation } from './operation.ts';

/** Which of some operations are done: a bit for each, by its place in the list. */
export type Done = number;

/** More partial applications of one step than this, at one place, are not looked at. */
export const MOST = 512;
/** Bits of a number. */
const WIDEST = 30;

/**
 * Every partial application that the order allows: stages follow one another, and inside of a stage any operation may be done
 * before any other. With the fewest done first. Undefined where there are too many.
 */
export function partials(operations: readonly Operation[], most = MOST): readonly Done[] | undefined {
  if (operations.length > WIDEST) return undefined;
  const bits = operations.map((operation, i) => ({ operation, bit: 1 << i }));
  const applied = progress(
    bits.filter(({ operation }) => operation.kind !== 'remove'),
    1,
    most,
  );
  const removed = progress(
    bits.filter(({ operation }) => operation.kind === 'remove'),
    -1,
    most,
  );
  if (applied === undefined || removed === undefined || applied.length * removed.length > most) return undefined;
  const all = applied.flatMap((one) => removed.map((other) => one | other));
  return all.sort((a, b) => count(a) - count(b) || a - b);
}

interface Bit {
  readonly operation: Operation;
  readonly bit: number;
}

function progress(bits: readonly Bit[], direction: 1 | -1, most: number): readonly Done[] | undefined {
  const stages = [...groupBy(bits, ({ operation }) => operation.stage)].sort(([a], [b]) => direction * (a - b));
  const found: Done[] = [0];
  let before = 0;
  for (const [, stage] of stages) {
    if (2 ** stage.length + found.length > most) return undefined;
    const inside = subsets(stage.map(({ bit }) => bit)).slice(1);
    found.push(...inside.map((one) => one | before));
    before |= inside.at(-1)!;
  }
  return found;
}

/** Of bits: none first, all last. */
function subsets(bits: readonly number[]): readonly number[] {
  let sets: readonly number[] = [0];
  for (const bit of bits) sets = [...sets, ...sets.map((set) => set | bit)];
  return sets;
}

function count(done: Done): number {
  let rest = done;
  let found = 0;
  for (; rest !== 0; rest &= rest - 1) found++;
  return found;
}

/**
 * Whether two proxies may be as far as this at the same time: what a stage begins after has reached both of them.
 */
export function together(one: Done, other: Done, before: readonly Done[]): boolean {
  return before.every((earlier, i) => !((one | other) & (1 << i)) || (earlier & ~(one & other)) === 0);
}
