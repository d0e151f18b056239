import type { Algebra, Interned } from '../algebra.ts';

/** A set of truth values: bit 0 for no, bit 1 for yes. */
export type Booleans = Interned;

const SETS: readonly Booleans[] = [0, 1, 2, 3].map((id) => ({ id }));

export const NO = SETS[1]!;
export const YES = SETS[2]!;

export const booleanAlgebra: Algebra<Booleans, boolean> = {
  none: SETS[0]!,
  all: SETS[3]!,
  union: (a, b) => SETS[a.id | b.id]!,
  intersect: (a, b) => SETS[a.id & b.id]!,
  complement: (a) => SETS[3 - a.id]!,
  has: (a, point) => (a.id & (point ? 2 : 1)) !== 0,
  witness: (a, preferred) =>
    preferred.find((point) => (a.id & (point ? 2 : 1)) !== 0) ?? [undefined, false, true][a.id],
};
