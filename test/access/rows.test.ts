import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type AccessSet,
  equal,
  formulaToSet,
  intersect,
  isEmpty,
  nothing,
  union,
} from '../../src/access/access-set.ts';
import { and, atom, type Formula, not, or } from '../../src/access/formula.ts';
import { rows } from '../../src/access/rows.ts';
import { spaceOf } from '../../src/access/space.ts';
import { createStore } from '../../src/access/store.ts';
import { formulas } from './arbitrary.ts';

const store = createStore();

function set(formula: Formula): AccessSet {
  return formulaToSet(formula, spaceOf([], store, [formula])) as AccessSet;
}

describe('the rows of a set', () => {
  it('make up the set, and do not overlap', () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        const whole = set(formula);
        const parts = rows(whole, 500);
        let sum = nothing(whole.space);
        for (const part of parts ?? []) {
          expect(isEmpty(intersect(sum, part.set))).toBe(true);
          sum = union(sum, part.set);
        }
        if (parts) expect(equal(sum, whole)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('say each dimension in the words of the conditions', () => {
    const prefix = atom({ on: 'path', match: { kind: 'prefix', value: '/a' } });
    const template = atom({ on: 'path', match: { kind: 'template', value: '/a/{*}' } });
    const callers = or(
      atom({ on: 'principal', match: { kind: 'exact', value: 'td/ns/a/sa/x' } }),
      atom({ on: 'principal', match: { kind: 'exact', value: 'td/ns/b/sa/y' } }),
    );
    const get = atom({ on: 'method', match: { kind: 'exact', value: 'GET' } });
    const found = rows(set(and(callers, get, prefix, not(template))));
    expect(found?.map(({ conditions }) => conditions)).toEqual([
      [
        { on: 'principal', values: { kind: 'one-of', values: ['td/ns/a/sa/x', 'td/ns/b/sa/y'] } },
        { on: 'http', values: { kind: 'one-of', values: ['yes'] } },
        { on: 'method', values: { kind: 'one-of', values: ['GET'] } },
        {
          on: 'path',
          values: {
            kind: 'matching',
            any: [{ kind: 'prefix', value: '/a' }],
            except: [{ kind: 'template', value: '/a/{*}' }],
          },
        },
      ],
    ]);
  });
});
