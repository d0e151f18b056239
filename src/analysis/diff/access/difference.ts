import { type AccessSet, difference, intersect, isEmpty, nothing, union } from '../../../access/access-set.ts';
import { arrived, arriving, policyKeys } from '../../../access/compare.ts';
import type { Destination, DestinationPort } from '../../../access/destination.ts';
import { type Space, spaceOf } from '../../../access/space.ts';
import type { Store } from '../../../access/store.ts';
import { type Vocabularies, vocabularies } from './known.ts';
import { reduced } from './reduce.ts';
import { type Region, regionsOf } from './region.ts';

/** The two sides of one destination. */
export interface Compared {
  readonly base: Destination | undefined;
  readonly head: Destination | undefined;
}

/** What changes at a port, and in which of those that were compared. */
export interface PortDifference {
  readonly port: number;
  readonly among: readonly number[];
  readonly allowed: readonly Region[];
  readonly denied: readonly Region[];
}

export interface Undecidable {
  readonly port: number;
  readonly among: readonly number[];
  readonly undecided: true;
}

export type Differ = (compared: readonly Compared[]) => readonly (PortDifference | Undecidable)[];

interface Worked {
  readonly allowed: readonly Region[];
  readonly denied: readonly Region[];
}

/** Those of the compared that have the same policies on both sides. */
interface Alike extends Compared {
  readonly key: string | undefined;
  readonly among: readonly number[];
}

/**
 * Compares what a destination admits, in every target. Policies that are the same text in one order are told equal by that;
 * what was worked out for two lists of policies is kept for other destinations with the same. Where targets change
 * differently, what they have in common is told of all of them, and only the rest apart.
 */
export function differ(store: Store): Differ {
  const policiesKey = policyKeys();
  const known = new Map<string, Answer>();
  return (compared) => {
    const ports = compared.flatMap(({ base, head }) => [...(base?.ports ?? []), ...(head?.ports ?? [])]);
    const numbers = [...new Set(ports.map(({ port }) => port))];
    return numbers.sort((a, b) => a - b).flatMap((port) => at(port, compared));
  };

  function at(port: number, compared: readonly Compared[]): readonly (PortDifference | Undecidable)[] {
    const groups = groupsAt(port, compared);
    if (groups.length === 0) return [];
    const found = remembered(port, groups);
    if (found !== 'undecided')
      return found.map(({ of, ...worked }) => ({ port, ...worked, among: of.flatMap((one) => groups[one]!.among) }));
    if (groups.length === 1) return [{ port, among: groups[0]!.among, undecided: true }];
    return groups.flatMap((group): readonly (PortDifference | Undecidable)[] => {
      const alone = remembered(port, [group]);
      if (alone === 'undecided') return [{ port, among: group.among, undecided: true }];
      return alone.map(({ of: _, ...worked }) => ({ port, ...worked, among: group.among }));
    });
  }

  /** Those that change, by how they do. */
  function groupsAt(port: number, compared: readonly Compared[]): readonly Alike[] {
    const groups = new Map<string | number, { -readonly [K in keyof Alike]: Alike[K] }>();
    compared.forEach(({ base, head }, i) => {
      const [one, other] = [base, head].map((side) => sideKey(side, port));
      if (one !== undefined && one === other) return;
      const key = one === undefined || other === undefined ? undefined : `${one}\n\n\n${other}`;
      const group = groups.get(key ?? i);
      if (group) group.among = [...group.among, i];
      else groups.set(key ?? i, { base, head, key, among: [i] });
    });
    return [...groups.values()];
  }

  function remembered(port: number, groups: readonly Alike[]): Answer {
    const [group] = groups;
    const less = groups.length === 1 ? reduced(group!, port) : undefined;
    if (!less) return asked(port, groups, 'both');
    const [allowed, denied] = [asked(port, [less.allowed], 'allowed'), asked(port, [less.denied], 'denied')];
    return allowed === 'undecided' || denied === 'undecided' ? 'undecided' : [...allowed, ...denied];
  }

  function asked(port: number, groups: readonly Compared[], about: About): Answer {
    const key = keyOf(port, groups, about);
    const old = known.get(key);
    if (old) return old;
    const made = work(port, groups, about);
    known.set(key, made);
    return made;
  }

  function keyOf(port: number, groups: readonly Compared[], about: About): string {
    const sides = groups.flatMap(({ base, head }) => [base, head]);
    return `${about} ${port} ${sides.map((side) => store.short(side ? structure(side, port) : 'none')).join()}`;
  }

  function sideKey(side: Destination | undefined, port: number): string | undefined {
    const here = portsAt(side, port);
    const keys = here.map((one) => {
      const text = policiesKey(side!, one);
      return text === undefined ? undefined : `${print(side!, one)}\n${text}`;
    });
    return keys.includes(undefined) ? undefined : [...new Set(keys)].sort().join('\n\n');
  }

  function work(port: number, groups: readonly Compared[], about: About): Answer {
    const sides = [...new Set(groups.flatMap(({ base, head }) => [base, head]))].filter((one) => one !== undefined);
    const arrivals = sides.flatMap((one) => portsAt(one, port).map(arriving));
    const space = spaceOf(sides, store, arrivals);
    const around = arrivingAt(port, sides, space);
    const admitted = groups.map(({ base, head }) => [base, head].map((one) => admittedAt(port, one, space)));
    if (!around || admitted.some((both) => both.includes(undefined))) return 'undecided';
    const words: Vocabularies = vocabularies(sides, store);
    const parts = (from: 0 | 1) => partsOf(admitted.map((both) => difference(both[1 - from]!, both[from]!)));
    const told = (set: AccessSet) => regionsOf(set, around, words);
    return [
      ...(about === 'denied' ? [] : parts(0)).map(({ set, of }) => ({ of, allowed: told(set), denied: [] })),
      ...(about === 'allowed' ? [] : parts(1)).map(({ set, of }) => ({ of, allowed: [], denied: told(set) })),
    ];
  }
}

type About = 'allowed' | 'denied' | 'both';
type Answer = readonly (Worked & { readonly of: readonly number[] })[] | 'undecided';

/** All that decides at a port, as text. */
function structure(side: Destination, port: number): string {
  const here = portsAt(side, port);
  const enforced = side.policies.filter(({ dryRun, effect }) => !dryRun && effect !== 'audit');
  return JSON.stringify([
    here.map((one) => print(side, one)),
    side.accepts,
    enforced.map(({ effect, provider, rules }) => [
      effect,
      provider,
      ...rules.map(({ http, tcp }) => here.map((one) => (one.http ? http : tcp))),
    ]),
  ]);
}

interface Part {
  readonly set: AccessSet;
  /** The sets that it is a part of, by index; it has nothing in common with the others. */
  readonly of: readonly number[];
}

/** What sets have in common, and what they do not: parts that do not overlap. */
function partsOf(sets: readonly AccessSet[]): readonly Part[] {
  let parts: readonly Part[] = [];
  sets.forEach((set, i) => {
    const cut = parts.flatMap((part) => [
      { set: intersect(part.set, set), of: [...part.of, i] },
      { set: difference(part.set, set), of: part.of },
    ]);
    const rest = parts.reduce((left, part) => difference(left, part.set), set);
    parts = [...cut, { set: rest, of: [i] }].filter((part) => !isEmpty(part.set));
  });
  return parts;
}

function print({ proxy }: Destination, { http, mtls, serverNames }: DestinationPort): string {
  const transport = proxy === 'none' ? 'permissive' : mtls;
  return `${http ? 'http' : 'bytes'} ${transport} ${serverNames ? [...serverNames].sort().join(' ') : '*'}`;
}

function portsAt(side: Destination | undefined, port: number): readonly DestinationPort[] {
  return side?.ports.filter((one) => one.port === port) ?? [];
}

/** All that comes to a port on either side, and is let in by its transport. */
export function arrivingAt(
  port: number,
  sides: readonly (Destination | undefined)[],
  space: Space,
): AccessSet | undefined {
  const open = sides.map((one) => admittedAt(port, one && unguarded(one), space));
  return open.reduce((sum, one) => sum && one && union(sum, one), nothing(space) as AccessSet | undefined);
}

/** The destination as if it had no policies: all that its transport lets in. */
function unguarded(destination: Destination): Destination {
  return { ...destination, policies: [], accepts: [] };
}

/** All that is admitted at a number, where several listeners may be. */
function admittedAt(number: number, destination: Destination | undefined, space: Space): AccessSet | undefined {
  return portsAt(destination, number).reduce<AccessSet | undefined>((sum, port) => {
    const here = arrived(destination!, port, space);
    return sum && here && union(sum, here);
  }, nothing(space));
}
