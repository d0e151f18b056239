import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type AccessSet,
  complement,
  difference,
  equal,
  everything,
  formulaToSet,
  has,
  intersect,
  isEmpty,
  nothing,
  union,
} from '../../src/access/access-set.ts';
import type { Formula } from '../../src/access/formula.ts';
import { isRefusal } from '../../src/access/refusal.ts';
import { type Space, spaceOf } from '../../src/access/space.ts';
import { createStore } from '../../src/access/store.ts';
import { witness } from '../../src/access/witness.ts';
import { formulas, requests } from './arbitrary.ts';
import { holds } from './holds.ts';

const store = createStore();

function set(formula: Formula, space: Space): AccessSet {
  const made = formulaToSet(formula, space);
  if (isRefusal(made)) throw new Error(made.kind);
  return made;
}

function sets(...of: readonly Formula[]): readonly AccessSet[] {
  const space = spaceOf([], store, of);
  return of.map((formula) => set(formula, space));
}

describe('the set of a formula', () => {
  it('has the requests that the formula holds for', () => {
    fc.assert(
      fc.property(formulas, fc.array(requests, { minLength: 20, maxLength: 20 }), (formula, some) => {
        const [a] = sets(formula);
        for (const request of some) expect(has(a!, request)).toBe(holds(formula, request));
      }),
      { numRuns: 400 },
    );
  });

  it('has a witness, for which the formula holds, unless it is empty', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        const [a] = sets(formula);
        const found = witness(a!);
        expect(found === undefined).toBe(isEmpty(a!));
        if (found) expect([has(a!, found), holds(formula, found)]).toEqual([true, true]);
      }),
      { numRuns: 600 },
    );
  });
});

describe('the laws of sets', () => {
  const law = (what: string, holds: (a: AccessSet, b: AccessSet, c: AccessSet) => boolean) =>
    it(what, () => {
      fc.assert(
        fc.property(formulas, formulas, formulas, (...of) => {
          const [a, b, c] = sets(...of);
          return holds(a!, b!, c!);
        }),
        { numRuns: 150 },
      );
    });

  law(
    'union and intersection commute',
    (a, b) => equal(union(a, b), union(b, a)) && equal(intersect(a, b), intersect(b, a)),
  );
  law('union associates', (a, b, c) => equal(union(a, union(b, c)), union(union(a, b), c)));
  law('intersection distributes', (a, b, c) =>
    equal(intersect(a, union(b, c)), union(intersect(a, b), intersect(a, c))),
  );
  law('De Morgan', (a, b) => equal(complement(union(a, b)), intersect(complement(a), complement(b))));
  law(
    'a complement is one',
    (a) => isEmpty(intersect(a, complement(a))) && equal(union(a, complement(a)), everything(a.space)),
  );
  law('twice the complement', (a) => equal(complement(complement(a)), a));
  law('absorption', (a, b) => equal(union(a, intersect(a, b)), a) && equal(intersect(a, union(a, b)), a));
  law(
    'difference',
    (a, b) => equal(union(difference(a, b), intersect(a, b)), a) && isEmpty(difference(a, union(a, b))),
  );
  law(
    'nothing',
    (a) => equal(union(a, nothing(a.space)), a) && equal(intersect(a, nothing(a.space)), nothing(a.space)),
  );
  law('sets that are not one differ in a request', (a, b) => {
    if (equal(a, b)) return true;
    const found = witness(difference(a, b)) ?? witness(difference(b, a));
    return found !== undefined && has(a, found) !== has(b, found);
  });
});
