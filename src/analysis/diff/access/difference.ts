import { type AccessSet, difference, nothing, union } from '../../../access/access-set.ts';
import { arrived, arriving, policyKeys } from '../../../access/compare.ts';
import type { Destination, DestinationPort } from '../../../access/destination.ts';
import { type Space, spaceOf } from '../../../access/space.ts';
import type { Store } from '../../../access/store.ts';
import { groupBy } from '../../../base/order.ts';
import { type Vocabularies, vocabularies } from './known.ts';
import { type Region, regionsOf } from './region.ts';

/** What changes at a port of a destination. */
export interface PortDifference {
  readonly port: number;
  readonly allowed: readonly Region[];
  readonly denied: readonly Region[];
}

export interface Undecidable {
  readonly port: number;
  readonly undecided: true;
}

export type Differ = (
  base: Destination | undefined,
  head: Destination | undefined,
) => readonly (PortDifference | Undecidable)[];

interface Worked {
  readonly allowed: readonly Region[];
  readonly denied: readonly Region[];
}

/**
 * Compares what destinations admit. Policies that are the same text in one order are told equal by that; what was worked out
 * for two lists of policies is kept for other destinations with the same.
 */
export function differ(store: Store): Differ {
  const policiesKey = policyKeys();
  const known = new Map<string, Worked | 'undecided'>();
  return (base, head) => {
    const ports = groupBy(
      [base, head].flatMap((one) => one?.ports ?? []),
      ({ port }) => port,
    );
    return [...ports.keys()].sort((a, b) => a - b).flatMap((port) => at(port, base, head));
  };

  function at(
    port: number,
    base: Destination | undefined,
    head: Destination | undefined,
  ): readonly (PortDifference | Undecidable)[] {
    const [one, other] = [base, head].map((side) => sideKey(side, port));
    if (one !== undefined && one === other) return [];
    const key = one === undefined || other === undefined ? undefined : `${port}\n${one}\n\n\n${other}`;
    const worked = (key !== undefined && known.get(key)) || work(port, base, head);
    if (key !== undefined) known.set(key, worked);
    if (worked === 'undecided') return [{ port, undecided: true }];
    return worked.allowed.length + worked.denied.length === 0 ? [] : [{ port, ...worked }];
  }

  function sideKey(side: Destination | undefined, port: number): string | undefined {
    const here = portsAt(side, port);
    const keys = here.map((one) => {
      const text = policiesKey(side!, one);
      return text === undefined ? undefined : `${print(side!, one)}\n${text}`;
    });
    return keys.includes(undefined) ? undefined : [...new Set(keys)].sort().join('\n\n');
  }

  function work(port: number, base: Destination | undefined, head: Destination | undefined): Worked | 'undecided' {
    const sides = [base, head].filter((one) => one !== undefined);
    const arrivals = sides.flatMap((one) => portsAt(one, port).map(arriving));
    const space = spaceOf(sides, store, arrivals);
    const [before, after] = [admittedAt(port, base, space), admittedAt(port, head, space)];
    const around = arrivingAt(port, sides, space);
    if (!before || !after || !around) return 'undecided';
    const words: Vocabularies = vocabularies(sides, store);
    return {
      allowed: regionsOf(difference(after, before), around, words),
      denied: regionsOf(difference(before, after), around, words),
    };
  }
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
