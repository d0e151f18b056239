import { type Meter, spend } from '../../meter.ts';
import type { Switches } from '../switches.ts';
import type { Assertion, Pattern } from './pattern.ts';

/** A step of a nondeterministic automaton. */
export type Step =
  | { readonly kind: 'letter'; readonly set: number; readonly to: number }
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  | { readonly kind: 'assert'; readonly what: Assertion; readonly to: number }
  | { readonly kind: 'done' };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly sets: readonly Switches<number>[];
  readonly asserts: boolean;
}

/** Lays a pattern out back to front: each part is told where to go when it is done. */
export function program(pattern: Pattern, meter: Meter): Program {
  const steps: Step[] = [{ kind: 'done' }];
  const sets: Switches<number>[] = [];
  const numbers = new Map<string, number>();
  let asserts = false;
  const add = (step: Step): number => {
    spend(meter, 20);
    return steps.push(step) - 1;
  };
  const setNumber = (set: Switches<number>): number => {
    const key = set.join();
    if (!numbers.has(key)) numbers.set(key, sets.push(set) - 1);
    return numbers.get(key)!;
  };
  const start = lay(pattern, 0);
  return { steps, start, sets, asserts };

  function lay(part: Pattern, to: number): number {
    switch (part.kind) {
      case 'set':
        return add({ kind: 'letter', set: setNumber(part.set), to });
      case 'sequence':
        return part.of.reduceRight((rest, one) => lay(one, rest), to);
      case 'choice':
        return add({ kind: 'fork', to: part.of.map((one) => lay(one, to)) });
      case 'assert':
        asserts = true;
        return add({ kind: 'assert', what: part.what, to });
      case 'repeat':
        return layRepeat(part, to);
    }
  }

  function layRepeat({ of, min, max }: Extract<Pattern, { kind: 'repeat' }>, to: number): number {
    let rest = to;
    if (max === undefined) {
      const loop = steps.push({ kind: 'done' }) - 1;
      steps[loop] = { kind: 'fork', to: [lay(of, loop), to] };
      rest = loop;
    } else for (let i = min; i < max; i++) rest = add({ kind: 'fork', to: [lay(of, rest), to] });
    for (let i = 0; i < min; i++) rest = lay(of, rest);
    return rest;
  }
}
