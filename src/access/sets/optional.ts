import { type Algebra, type Interned, interner } from '../algebra.ts';

/** Members of a set, and maybe that there is none at all. */
export interface Optional<S extends Interned> extends Interned {
  readonly absent: boolean;
  readonly some: S;
}

export interface OptionalAlgebra<S extends Interned, P> extends Algebra<Optional<S>, P | undefined> {
  readonly of: (absent: boolean, some: S) => Optional<S>;
}

/** A dimension that a request need not have. */
export function optionalAlgebra<S extends Interned, P>(inner: Algebra<S, P>): OptionalAlgebra<S, P> {
  const intern = interner<Optional<S>>();
  const of = (absent: boolean, some: S) =>
    intern(`${absent ? '?' : ''}${some.id}`, (id): Optional<S> => ({ id, absent, some }));
  const has = (a: Optional<S>, point: P | undefined) => (point === undefined ? a.absent : inner.has(a.some, point));
  return {
    of,
    none: of(false, inner.none),
    all: of(true, inner.all),
    union: (a, b) => (a === b ? a : of(a.absent || b.absent, inner.union(a.some, b.some))),
    intersect: (a, b) => (a === b ? a : of(a.absent && b.absent, inner.intersect(a.some, b.some))),
    complement: (a) => of(!a.absent, inner.complement(a.some)),
    has,
    witness: (a, preferred) => {
      const found = preferred.findIndex((point) => has(a, point));
      if (found >= 0) return preferred[found];
      return a.absent ? undefined : inner.witness(a.some, []);
    },
  };
}
