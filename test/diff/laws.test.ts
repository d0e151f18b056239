import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AccessDiff, AccessRow, Change } from '../../src/analysis/diff/change.ts';
import { accessDiff, meaningOf } from '../../src/analysis/diff/diff.ts';
import { istio } from '../../src/backends/istio/index.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { compiles } from '../fuzz/models.ts';
import { pairs } from './exactness.ts';

function between(base: Lookup, head: Lookup): AccessDiff {
  return accessDiff([{ target: 'prod', base: meaningOf(base), head: meaningOf(head) }]);
}

const NOTHING = { targets: ['prod'], access: [], changes: [], undecided: [] };

describe('the access diff', () => {
  it('of a mesh and itself is empty', () => {
    fc.assert(
      fc.property(pairs, ([one]) => {
        expect(between(one, one)).toEqual(NOTHING);
      }),
      { numRuns: 8 },
    );
  });

  it('of a mesh and what its manifests say has no rows, nor changes of what both tell', () => {
    fc.assert(
      fc.property(pairs, ([one]) => {
        fc.pre(compiles(one));
        const read = istio.read!(
          istio.lower(one).map(({ manifest }) => manifest),
          one,
        );
        const found = accessDiff([{ target: 'prod', base: meaningOf(one), head: read }]);
        expect({ access: found.access, changes: found.changes }).toEqual({ access: [], changes: [] });
      }),
      { numRuns: 8 },
    );
  });

  it('the other way round says the same with the effects swapped', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const [there, back] = [between(one, other), between(other, one)];
        expect(there.access.map(sentence).sort()).toEqual(back.access.map(swapped).map(sentence).sort());
        expect(there.changes.map(about).sort()).toEqual(back.changes.map(about).sort());
      }),
      { numRuns: 8 },
    );
  });

  it('has an example that is one, and a fingerprint for each row', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const { access } = between(one, other);
        expect(new Set(access.map(({ fingerprint }) => fingerprint)).size).toBe(access.length);
        for (const { fingerprint } of access) expect(fingerprint).toMatch(/^[0-9a-f]{12}$/);
      }),
      { numRuns: 8 },
    );
  });

  it('is of what is there where a target is new, or gone', () => {
    fc.assert(
      fc.property(pairs, ([one]) => {
        const meaning = meaningOf(one);
        const fresh = accessDiff([{ target: 'prod', head: meaning }]).access;
        const gone = accessDiff([{ target: 'prod', base: meaning }]).access;
        expect(fresh.every(({ effect }) => effect === 'allowed')).toBe(true);
        expect(fresh.map(sentence).sort()).toEqual(gone.map(swapped).map(sentence).sort());
      }),
      { numRuns: 8 },
    );
  });
});

function swapped(row: AccessRow): AccessRow {
  return { ...row, effect: row.effect === 'allowed' ? 'denied' : 'allowed' };
}

function sentence({ effect, callers, requests, conditions, destinations }: AccessRow): string {
  return JSON.stringify([
    effect,
    callers.map(({ key }) => key),
    [...requests].sort(),
    [...conditions].sort(),
    destinations,
  ]);
}

/** What a change is about: its words tell which way it goes. */
function about({ kind, key }: Change): string {
  return `${kind} ${key}`;
}
