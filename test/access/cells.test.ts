import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { equal, formulaToSet, has, intersect, isEmpty } from '../../src/access/access-set.ts';
import { cellsOf } from '../../src/access/cells.ts';
import { and, atom, type Formula, not } from '../../src/access/formula.ts';
import { isRefusal } from '../../src/access/refusal.ts';
import { textAlgebra } from '../../src/access/sets/texts.ts';
import { spaceOf } from '../../src/access/space.ts';
import { witness } from '../../src/access/witness.ts';
import type { StringMatch } from '../../src/model/match.ts';

const texts = textAlgebra({ letters: [1, 0x110000] }, { left: Infinity });

function sets(...formulas: readonly Formula[]) {
  const space = spaceOf([], undefined, formulas);
  return formulas.map((formula) => {
    const set = formulaToSet(formula, space);
    if (isRefusal(set)) throw new Error(set.kind);
    return set;
  });
}

describe('the cells of some sets', () => {
  it('do not overlap, and make up each of them', () => {
    const simple = fc.constantFrom('a.*', '.*b', 'ab', 'b|c', '(?s).*', 'a|ab|x', '[^a]*');
    fc.assert(
      fc.property(fc.array(simple, { minLength: 1, maxLength: 5 }), (sources) => {
        const given = sources.map(texts.regex);
        const cells = cellsOf(given, texts);
        cells.forEach((one, i) => {
          for (const other of cells.slice(i + 1)) expect(texts.intersect(one, other)).toBe(texts.none);
        });
        for (const set of given) {
          const inside = cells.filter((cell) => texts.intersect(cell, set) !== texts.none);
          expect(inside.reduce(texts.union, texts.none)).toBe(set);
        }
      }),
    );
  });
});

describe('several values at once', () => {
  const header = (match: StringMatch) => atom({ on: 'header', name: 'x-a', match });
  const claim = (path: readonly string[], match: StringMatch) => atom({ on: 'jwt-claim', path, match });

  it('can be in sets that have nothing in common', () => {
    const [both] = sets(and(header({ kind: 'exact', value: 'a' }), header({ kind: 'exact', value: 'b' })));
    expect(witness(both!)?.http?.headers).toEqual({ 'x-a': ['a', 'b'] });
  });

  it('are none where the header is absent', () => {
    const [absent, empty] = sets(not(header({ kind: 'present' })), header({ kind: 'exact', value: '' }));
    expect(witness(absent!)?.http?.headers).toEqual({});
    expect(isEmpty(intersect(absent!, empty!))).toBe(true);
  });

  it('are not both of a claim and of what is inside it', () => {
    const [outer, inner] = sets(claim(['a'], { kind: 'present' }), claim(['a', 'b'], { kind: 'exact', value: 'x' }));
    expect(isEmpty(intersect(outer!, inner!))).toBe(true);
    const found = witness(inner!)!;
    expect([has(inner!, found), found.http?.jwt?.claims]).toEqual([true, { a: { b: 'x' } }]);
  });

  it('standard claims are those of the token', () => {
    const [a, b] = sets(
      claim(['sub'], { kind: 'exact', value: 'x' }),
      atom({ on: 'jwt-subject', match: { kind: 'exact', value: 'x' } }),
    );
    expect(equal(a!, b!)).toBe(true);
  });
});
