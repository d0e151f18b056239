import { describe, expect, it } from '@jest/globals';
import { createStore } from '../../src/access/store.ts';
import { differ } from '../../src/analysis/diff/access/difference.ts';
import { judge } from './exactness.ts';

/** `SAMPLES=100000` for as many as one has the time for. */
const SAMPLES = Number(process.env['SAMPLES'] ?? 10_000);
const SEED = 20261125;

describe('what rows say of requests', () => {
  it('is what the two meshes decide', () => {
    const { errors, samples, inside, rows, inexact } = judge(SAMPLES, SEED);
    expect(errors).toEqual([]);
    expect(samples).toBeGreaterThanOrEqual(SAMPLES);
    // Samples that no row is about, or rows that say nothing, would show nothing.
    expect(inside / samples).toBeGreaterThan(0.1);
    expect(inexact / rows).toBeLessThan(0.2);
  }, 600_000);

  it('is found wrong where a row is lost', () => {
    const forgetful = () => {
      const differences = differ(createStore());
      return (...sides: Parameters<typeof differences>) =>
        differences(...sides).map((one) =>
          'undecided' in one ? one : { ...one, allowed: one.allowed.slice(1), denied: one.denied.slice(1) },
        );
    };
    expect(judge(4000, SEED, forgetful).errors.length).toBeGreaterThan(0);
  });
});
