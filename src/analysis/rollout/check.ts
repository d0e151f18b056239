import type { Breach, Concern, View } from './concern.ts';
import { type Operation, operationsOf, precedes, type Stages, type State } from './operation.ts';
import { type Done, MOST, partials, together } from './partials.ts';

/** What goes wrong at one place, and what is done by then, and what is not. */
export interface Found {
  readonly about: string;
  readonly breach: Breach;
  readonly done: readonly Operation[];
  readonly undone: readonly Operation[];
}

export interface Checked {
  readonly found: readonly Found[];
  /** How many partial states were looked at, over all places. */
  readonly states: number;
}

export type Check<T> = (from: State<T>, to: State<T>) => Checked;

/** Where two proxies are looked at, every two moments are: fewer of them. */
const FEW = 128;

/** As many partial states for each concern, on average, and nothing is claimed beyond. */
const ENOUGH = 500;

/** Looks at every partial application of a step, at every place that it touches; what was seen once is not looked at again. */
export function checker<T extends object>(
  concerns: readonly Concern<T>[],
  stages: Stages<T>,
  most = ENOUGH * (1 + concerns.length),
): Check<T> {
  const byObject = new Map<string, Concern<T>[]>();
  for (const concern of concerns)
    for (const key of concern.objects) {
      const known = byObject.get(key);
      if (known) known.push(concern);
      else byObject.set(key, [concern]);
    }
  const verdicts = new Map<Concern<T>, Map<string, Breach | undefined>>();
  const numbers = new WeakMap<T, number>();
  let next = 1;
  let left = most;
  const number = (object: T | undefined): number => {
    if (object === undefined) return 0;
    const old = numbers.get(object);
    if (old !== undefined) return old;
    numbers.set(object, next);
    return next++;
  };

  const judged = (concern: Concern<T>, view: View<T>, other: View<T>): Breach | undefined => {
    const known = verdicts.get(concern) ?? new Map<string, Breach | undefined>();
    verdicts.set(concern, known);
    const moment = (seen: View<T>) => concern.objects.map((key) => number(seen(key))).join();
    const key = concern.pairs ? `${moment(view)} ${moment(other)}` : moment(view);
    if (known.has(key)) return known.get(key);
    if (--left < 0) return { kind: 'unknown', what: 'too many partial applications were looked at by then' };
    const breach = concern.judge(view, other);
    known.set(key, breach);
    return breach;
  };

  return (from, to) => {
    const operations = operationsOf(from, to, stages);
    const byKey = new Map(operations.map((operation) => [operation.key, operation]));
    const touched = new Set(operations.flatMap(({ key }) => byObject.get(key) ?? []));
    const found: Found[] = [];
    let states = 0;
    for (const concern of touched) {
      const here = concern.objects.flatMap((key) => byKey.get(key) ?? []);
      const all = partials(here, concern.pairs ? FEW : MOST);
      const told = (breach: Breach, done: Done): Found => ({
        about: concern.about,
        breach,
        done: here.filter((_, i) => done & (1 << i)),
        undone: here.filter((_, i) => !(done & (1 << i))),
      });
      if (all === undefined) {
        const what = `${here.length} of the objects that change decide about it`;
        found.push({ about: concern.about, breach: { kind: 'unknown', what }, done: here, undone: [] });
        continue;
      }
      const at = new Map(here.map(({ key }, i) => [key, 1 << i]));
      const viewOf =
        (done: Done): View<T> =>
        (key) => {
          const bit = at.get(key);
          return bit !== undefined && done & bit ? to.get(key) : from.get(key);
        };
      const moments = concern.pairs ? pairs(here, all, stages.waits) : all.map((done) => [done, done] as const);
      states += moments.length;
      for (const [one, other] of moments) {
        const breach = judged(concern, viewOf(one), viewOf(other));
        if (!breach) continue;
        found.push(told(breach, one | other));
        break;
      }
    }
    return { found, states };
  };
}

/** Two proxies at a time: at any two moments, unless what comes later waits for both. */
function pairs(
  operations: readonly Operation[],
  all: readonly Done[],
  waits: boolean,
): readonly (readonly [Done, Done])[] {
  const before = operations.map((one) =>
    operations.reduce((bits, other, i) => (waits && precedes(other, one) ? bits | (1 << i) : bits), 0),
  );
  return all.flatMap((one) =>
    all.filter((other) => together(one, other, before)).map((other) => [one, other] as const),
  );
}
