import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Algebra, Interned } from '../../../src/access/algebra.ts';

/** What holds of the sets of every dimension: that they are sets, that equal ones are one object, and what belongs to them. */
export function laws<S extends Interned, P>(
  algebra: Algebra<S, P>,
  sets: fc.Arbitrary<S>,
  points: fc.Arbitrary<P>,
): void {
  const { none, all, union, intersect, complement, has, witness } = algebra;
  const law = (what: string, holds: (a: S, b: S, c: S) => boolean) =>
    it(what, () => {
      fc.assert(fc.property(sets, sets, sets, holds), { numRuns: 150 });
    });
  law(
    'union commutes and associates',
    (a, b, c) => union(a, b) === union(b, a) && union(a, union(b, c)) === union(union(a, b), c),
  );
  law('intersection commutes and associates', (a, b, c) => {
    const [ab, bc] = [intersect(a, b), intersect(b, c)];
    return ab === intersect(b, a) && intersect(a, bc) === intersect(ab, c);
  });
  law('each distributes over the other', (a, b, c) => {
    const over = union(a, intersect(b, c)) === intersect(union(a, b), union(a, c));
    return over && intersect(a, union(b, c)) === union(intersect(a, b), intersect(a, c));
  });
  law('De Morgan', (a, b) => complement(union(a, b)) === intersect(complement(a), complement(b)));
  law('complements', (a) => {
    const twice = complement(complement(a)) === a;
    return twice && union(a, complement(a)) === all && intersect(a, complement(a)) === none;
  });
  law(
    'bounds',
    (a) => union(a, none) === a && intersect(a, all) === a && union(a, all) === all && intersect(a, none) === none,
  );
  law('ids are of sets', (a, b) => (a.id === b.id) === (a === b));
  law('a set that is not empty has a witness', (a) =>
    a === none ? witness(a, []) === undefined : has(a, witness(a, []) as P),
  );
  law('two sets differ in a point', (a, b) => {
    if (a === b) return true;
    const [left, right] = [intersect(a, complement(b)), intersect(b, complement(a))];
    const point = witness(left === none ? right : left, []) as P;
    return has(a, point) !== has(b, point);
  });
  it('a point belongs to a union, an intersection, a complement as it should', () => {
    fc.assert(
      fc.property(sets, sets, points, (a, b, point) => {
        const [inA, inB] = [has(a, point), has(b, point)];
        expect(has(union(a, b), point)).toBe(inA || inB);
        expect(has(intersect(a, b), point)).toBe(inA && inB);
        if (has(all, point)) expect(has(complement(a), point)).toBe(!inA);
      }),
      { numRuns: 300 },
    );
  });
}
