import { type Meter, Refused } from './meter.ts';
import type { Refusal } from './refusal.ts';

/** Work that was too much, and the steps that it had. */
export interface Tried {
  readonly refusal: Refusal;
  readonly steps: number;
}

interface Memory {
  readonly meter: Meter;
  readonly tried: Map<string, Tried>;
}

/**
 * Refuses at once what has been too much before, unless there are far more steps now: each question after the first would
 * take as long. `most` bounds work that is hopeless long before all steps are spent.
 */
export function triedOnce<T>({ meter, tried }: Memory, key: string, work: () => T, most = Infinity): T {
  const { left } = meter;
  const steps = Math.min(left, most);
  const before = tried.get(key);
  if (before && steps <= 2 * before.steps) throw new Refused(before.refusal);
  meter.left = steps;
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) tried.set(key, { refusal: error.refusal, steps });
    throw error;
  } finally {
    meter.left += left - steps;
  }
}
