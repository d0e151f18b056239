import { type Algebra, type Interned, interner } from '../algebra.ts';
import { combine, includes, meet, type Switches, unite } from './switches.ts';

export interface Ranges<N extends number | bigint> extends Interned {
  readonly at: Switches<N>;
}

export interface RangeAlgebra<N extends number | bigint> extends Algebra<Ranges<N>, N> {
  readonly of: (at: Switches<N>) => Ranges<N>;
}

/** Sets of points of a line from `first` up to, and without, `end`. */
export function rangeAlgebra<N extends number | bigint>(
  [first, end]: readonly [N, N],
  simplest: (at: Switches<N>) => N,
): RangeAlgebra<N> {
  const intern = interner<Ranges<N>>();
  const of = (at: Switches<N>) => intern(at.join(','), (id) => ({ id, at }));
  const all = of([first, end]);
  return {
    of,
    none: of([]),
    all,
    union: (a, b) => (a === b ? a : of(unite(a.at, b.at))),
    intersect: (a, b) => (a === b || b === all ? a : a === all ? b : of(meet(a.at, b.at))),
    complement: (a) => of(combine(all.at, a.at, (inAll, inA) => inAll && !inA)),
    has: (a, point) => includes(a.at, point),
    witness: (a, preferred) =>
      preferred.find((point) => includes(a.at, point)) ?? (a.at.length > 0 ? simplest(a.at) : undefined),
  };
}

/** Ports of a connection. */
export function portAlgebra(): RangeAlgebra<number> {
  return rangeAlgebra([1, 65536], (at) => at[0]!);
}
