import { groupBy } from '../../../base/order.ts';
import type { TargetPair } from '../side.ts';
import type { Names } from '../words/names.ts';
import type { Compared, Differ } from './difference.ts';
import type { At, Told } from './told.ts';

export interface Changed {
  readonly told: readonly Told[];
  readonly undecided: readonly At[];
}

/** What changes at each destination of every target, for those who come to it directly. */
export function directChanges(pairs: readonly TargetPair[], names: Names, differences: Differ): Changed {
  const told: Told[] = [];
  const undecided: At[] = [];
  for (const [key, compared] of matched(pairs)) {
    for (const found of differences(compared)) {
      for (const i of found.among) {
        const { base, head, pair } = compared[i]!;
        const at: At = { pair, base, head, destination: { key, name: names.of(key), port: found.port } };
        if ('undecided' in found) undecided.push(at);
        else {
          told.push(...found.allowed.map((region): Told => ({ effect: 'allowed', region, at })));
          told.push(...found.denied.map((region): Told => ({ effect: 'denied', region, at })));
        }
      }
    }
  }
  return { told, undecided };
}

type Match = Compared & { readonly pair: TargetPair };

/** The same workload on both sides. A service whose pods are not all treated alike is there several times. */
function matched(pairs: readonly TargetPair[]): ReadonlyMap<string, readonly Match[]> {
  const found = new Map<string, Match[]>();
  for (const pair of pairs) {
    const before = groupBy(pair.base?.destinations ?? [], ({ key }) => key);
    const after = groupBy(pair.head?.destinations ?? [], ({ key }) => key);
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const [one = [], other = []] = [before.get(key), after.get(key)];
      const own = found.get(key) ?? [];
      found.set(key, own);
      for (let i = 0; i < Math.max(one.length, other.length); i++)
        own.push({ pair, base: one[i] ?? one.at(-1), head: other[i] ?? other.at(-1) });
    }
  }
  return found;
}
