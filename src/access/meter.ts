import type { Refusal } from './refusal.ts';

/** Counts work, so that what grows beyond bounds ends with an answer instead of never. */
export interface Meter {
  /** Steps that are left. */
  left: number;
}

/** How work that went beyond bounds, or a pattern that cannot be read, leaves the algebra; `attempt` turns it into a value. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

export function spend(meter: Meter, steps: number): void {
  meter.left -= steps;
  if (meter.left < 0) throw new Refused({ kind: 'too-complex' });
}
