/** Every value of a set algebra is interned: two sets are equal exactly when they are one object, and `id` names it. */
export interface Interned {
  readonly id: number;
}

/** The sets of one dimension of a request. */
export interface Algebra<S extends Interned, Point> {
  readonly none: S;
  readonly all: S;
  readonly union: (a: S, b: S) => S;
  readonly intersect: (a: S, b: S) => S;
  readonly complement: (a: S) => S;
  readonly has: (a: S, point: Point) => boolean;
  /** The first of `preferred` that belongs, or else the simplest member. */
  readonly witness: (a: S, preferred: readonly Point[]) => Point | undefined;
}

/** Gives each value one object per key. */
export function interner<S extends Interned>(): (key: string, make: (id: number) => S) => S {
  const known = new Map<string, S>();
  return (key, make) => {
    const old = known.get(key);
    if (old) return old;
    const value = make(known.size);
    known.set(key, value);
    return value;
  };
}

/** The union of any number of sets, halving, so that no large one is built again for each small one. */
export function unionOf<S extends Interned>(
  union: (a: S, b: S) => S,
  sets: readonly S[],
  [from, to]: readonly [number, number] = [0, sets.length],
): S {
  if (to - from === 1) return sets[from]!;
  const half = (from + to) >> 1;
  return union(unionOf(union, sets, [from, half]), unionOf(union, sets, [half, to]));
}
