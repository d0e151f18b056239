import type { Destination } from '../../../access/destination.ts';
import { groupBy } from '../../../base/order.ts';
import type { TargetPair } from '../side.ts';
import type { Names } from '../words/names.ts';
import type { Differ } from './difference.ts';
import type { At, Told } from './told.ts';

export interface Changed {
  readonly told: readonly Told[];
  readonly undecided: readonly At[];
}

/** What changes at each destination of a target, for those who come to it directly. */
export function directChanges(pair: TargetPair, names: Names, differences: Differ): Changed {
  const told: Told[] = [];
  const undecided: At[] = [];
  for (const [key, base, head] of matched(pair)) {
    for (const found of differences(base, head)) {
      const at: At = { pair, base, head, destination: { key, name: names.of(key), port: found.port } };
      if ('undecided' in found) undecided.push(at);
      else {
        told.push(...found.allowed.map((region): Told => ({ effect: 'allowed', region, at })));
        told.push(...found.denied.map((region): Told => ({ effect: 'denied', region, at })));
      }
    }
  }
  return { told, undecided };
}

type Match = readonly [key: string, base: Destination | undefined, head: Destination | undefined];

/** The same workload on both sides. A service whose pods are not all treated alike is there several times. */
function matched({ base, head }: TargetPair): readonly Match[] {
  const before = groupBy(base?.destinations ?? [], ({ key }) => key);
  const after = groupBy(head?.destinations ?? [], ({ key }) => key);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [one = [], other = []] = [before.get(key), after.get(key)];
    const length = Math.max(one.length, other.length);
    return Array.from({ length }, (_, i): Match => [key, one[i] ?? one.at(-1), other[i] ?? other.at(-1)]);
  });
}
