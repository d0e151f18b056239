import { Stats } from 'node:fs';
import { expect, it } from '@jest/globals';
import { blankStamps, isStamped, isWithin, rowsOf, stamp, withRows } from '../../../src/emit/write/again/stamps.ts';

const stats = (more: Partial<Stats> = {}): Stats =>
  Object.assign(Object.create(Stats.prototype), { size: 7, mtimeMs: 1000.5, ctimeMs: 1001.5, ino: 42, ...more });

it('a file is as it was if its size, times and number are', () => {
  const stamps = blankStamps(2);
  expect(isStamped(stamps, 1, stats())).toBe(false);
  stamp(stamps, 1, stats(), 2000);
  expect(isStamped(stamps, 1, stats())).toBe(true);
  expect(isStamped(stamps, 0, stats())).toBe(false);
  for (const other of [{ size: 8 }, { mtimeMs: 1000.6 }, { ctimeMs: 1001.6 }, { ino: 43 }])
    expect(isStamped(stamps, 1, stats(other))).toBe(false);
});

it('a file that was changed just before, or later, equals nothing', () => {
  const stamps = blankStamps(1);
  for (const late of [{ mtimeMs: 1995.5 }, { ctimeMs: 1995.5 }, { mtimeMs: 2500.5 }, { mtimeMs: 1000 }]) {
    stamp(stamps, 0, stats(), 2000);
    stamp(stamps, 0, stats(late), 2000);
    expect(isStamped(stamps, 0, stats(late))).toBe(false);
  }
});

it('a file was changed between two moments if both its times are', () => {
  expect(isWithin(stats(), 1000, 2000)).toBe(true);
  expect(isWithin(stats({ mtimeMs: 999.5 }), 1000, 2000)).toBe(false);
  expect(isWithin(stats({ ctimeMs: 999.5 }), 1000, 2000)).toBe(false);
  expect(isWithin(stats({ ctimeMs: 1999.5 }), 1000, 2000)).toBe(false);
  expect(isWithin(stats(), 1000, 1005)).toBe(false);
});

it('rows come and go with what is known of them', () => {
  const stamps = blankStamps(4);
  for (const row of [0, 1, 2, 3]) stamp(stamps, row, stats({ ino: row }), 2000);
  const after = withRows(stamps, [0, 2, 2, 4], [1, 2]);
  expect(rowsOf(after)).toBe(6);
  const numbers = [0, 1, 2, 3, 4, 5].map((row) => [0, 1, 2, 3].find((ino) => isStamped(after, row, stats({ ino }))));
  expect(numbers).toEqual([undefined, 0, undefined, undefined, 3, undefined]);
});
