// Rows of the access diff against the oracle, on many more requests than every run has the time for.
import { expect, it } from '@jest/globals';
import { judge } from '../diff/exactness.ts';

it('100,000 requests are decided as the rows say', () => {
  const { errors, samples, inside } = judge(100_000, 1);
  expect(errors).toEqual([]);
  expect(samples).toBeGreaterThanOrEqual(100_000);
  expect(inside).toBeGreaterThan(10_000);
});
