import type { JsonObject } from '../../../base/json.ts';

/** Per cent, in parts of a million. */
export function fraction(percentage: number): JsonObject {
  return { numerator: Math.round(percentage * 10_000), denominator: 'MILLION' };
}
