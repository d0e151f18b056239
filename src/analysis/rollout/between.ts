import { type AccessSet, difference, intersect, isEmpty, nothing, union } from '../../access/access-set.ts';
import { arrived, arriving } from '../../access/compare.ts';
import type { Destination, DestinationPort } from '../../access/destination.ts';
import type { Request } from '../../access/request.ts';
import { type Space, spaceOf } from '../../access/space.ts';
import { createStore } from '../../access/store.ts';
import { witness } from '../../access/witness.ts';

/** A request that a partial state treats as neither end does; `unknown`: it is too complex to tell. */
export type Stray =
  | { readonly kind: 'admitted' | 'refused'; readonly request: Request }
  | { readonly kind: 'unknown'; readonly port: number };

/** One destination: several where its pods are not all treated alike, none where it is not there. */
export type Variants = readonly Destination[];

export type Between = (partial: Variants, base: Variants, head: Variants) => Stray | undefined;

/**
 * Holds a partial state against both ends: it may admit what one of them admits, and has to admit what both do. Where pods
 * of one service differ, each is held against what all of them have in common.
 */
export function between(): Between {
  const store = createStore();
  return (partial, base, head) => {
    for (const port of portsOf([...partial, ...base, ...head])) {
      const stray = at(port, partial, base, head);
      if (stray) return stray;
    }
    return undefined;
  };

  function at(port: number, partial: Variants, base: Variants, head: Variants): Stray | undefined {
    const known = new Set([...base, ...head].map((one) => signature(one, port)));
    const fresh = partial.filter((one) => !known.has(signature(one, port)));
    if (fresh.length === 0 && partial.length > 0) return undefined;
    if (partial.length === 0 && (base.length === 0 || head.length === 0)) return undefined;
    const all = [...fresh, ...base, ...head];
    const space = spaceOf(
      all,
      store,
      all.flatMap((one) => portsAt(one, port).map(arriving)),
    );
    const before = base.map((one) => totalAt(one, port, space));
    const after = head.map((one) => totalAt(one, port, space));
    const sets = [...before, ...after];
    if (sets.includes(undefined)) return { kind: 'unknown', port };
    const most = union(common(before as AccessSet[], space), common(after as AccessSet[], space));
    const least = intersect(any(before as AccessSet[], space), any(after as AccessSet[], space));
    const found = fresh.length === 0 ? [nothing(space)] : fresh.map((one) => totalAt(one, port, space));
    for (const set of found) {
      if (set === undefined) return { kind: 'unknown', port };
      const over = difference(set, most);
      if (!isEmpty(over)) return { kind: 'admitted', request: witness(over)! };
      const under = difference(least, set);
      if (!isEmpty(under)) return { kind: 'refused', request: witness(under)! };
    }
    return undefined;
  }
}

/** A request that is admitted at one end, and not in a partial state; where pods differ, each has to admit what all do. */
export function refusing(): (partial: Variants, end: Variants) => Stray | undefined {
  const store = createStore();
  return (partial, end) => {
    for (const port of portsOf(end)) {
      const known = new Set(end.map((one) => signature(one, port)));
      const fresh = partial.filter((one) => !known.has(signature(one, port)));
      if (fresh.length === 0 && partial.length > 0) continue;
      const formulas = [...fresh, ...end].flatMap((one) => portsAt(one, port).map(arriving));
      const space = spaceOf([...fresh, ...end], store, formulas);
      const wanted = end.map((one) => totalAt(one, port, space));
      const found = fresh.length === 0 ? [nothing(space)] : fresh.map((one) => totalAt(one, port, space));
      if ([...wanted, ...found].includes(undefined)) return { kind: 'unknown', port };
      for (const set of found as AccessSet[]) {
        const under = difference(common(wanted as AccessSet[], space), set);
        if (!isEmpty(under)) return { kind: 'refused', request: witness(under)! };
      }
    }
    return undefined;
  };
}

function any(sets: readonly AccessSet[], space: Space): AccessSet {
  return sets.reduce(union, nothing(space));
}

function common(sets: readonly AccessSet[], space: Space): AccessSet {
  return sets.length === 0 ? nothing(space) : sets.reduce(intersect);
}

export function portsOf(destinations: Variants): readonly number[] {
  return [...new Set(destinations.flatMap(({ ports }) => ports.map(({ port }) => port)))].sort((a, b) => a - b);
}

function portsAt({ ports }: Destination, port: number): readonly DestinationPort[] {
  return ports.filter((one) => one.port === port);
}

/** All that comes to a number, whatever is listened for there. */
function totalAt(destination: Destination, port: number, space: Space): AccessSet | undefined {
  let total: AccessSet | undefined = nothing(space);
  for (const one of portsAt(destination, port)) {
    const set = arrived(destination, one, space);
    total = set && total && union(total, set);
  }
  return total;
}

/** The same for what is treated the same there; where it was said is no part of it. */
export function signature(destination: Destination, port: number): string {
  const { proxy, policies, accepts = [] } = destination;
  const listening = portsAt(destination, port);
  if (proxy === 'none') return JSON.stringify([proxy, listening]);
  const enforced = policies.filter(({ dryRun, effect }) => !dryRun && effect !== 'audit');
  return JSON.stringify([
    proxy,
    listening,
    accepts,
    enforced.map(({ effect, provider, rules }) => [effect, provider, rules.map(({ http, tcp }) => [http, tcp])]),
  ]);
}
