import { admits } from './access.ts';
import { type AccessSet, difference, formulaToSet, intersect, isEmpty } from './access-set.ts';
import type { Destination, DestinationPort, Policy } from './destination.ts';
import { ALL, atom, type Formula, or } from './formula.ts';
import { groupOf, plainlyAlike } from './plainly-alike.ts';
import { isRefusal } from './refusal.ts';
import type { Request } from './request.ts';
import { type Space, spaceOf } from './space.ts';
import { createStore } from './store.ts';
import { normaliser } from './terms.ts';
import { witness } from './witness.ts';

/** A request that one destination admits and the other does not, or that there may be one which could not be found in time. */
export type Contrast =
  | { readonly kind: 'request'; readonly request: Request; readonly admittedBy: 'first' | 'second' }
  | { readonly kind: 'unknown' };

/** Where and how two destinations are to be compared. */
export interface Pair {
  readonly first: Destination;
  readonly second: Destination;
  readonly port: DestinationPort;
}

/** Compares what destinations admit; what was found for some is kept for others with the same policies. */
export function comparer(): (pair: Pair) => Contrast | undefined {
  const policiesKey = policyKeys();
  const store = createStore();
  const known = new Map<string, Contrast | undefined>();
  return (pair) => {
    const { first, second, port } = pair;
    if (plainlyAlike(first, second, port)) return undefined;
    const [a, b] = [first, second].map((one) => policiesKey(one, port));
    if (a !== undefined && a === b) return undefined;
    const key = a === undefined || b === undefined ? undefined : JSON.stringify([a, b, port]);
    if (key !== undefined && known.has(key)) return known.get(key);
    const found = contrast(pair);
    if (key !== undefined) known.set(key, found);
    return found;
  };

  function contrast({ first, second, port }: Pair): Contrast | undefined {
    const space = spaceOf([first, second], store, [arriving(port)]);
    const sets = [arrived(first, port, space), arrived(second, port, space)];
    const [one, other] = sets;
    if (!one || !other) return { kind: 'unknown' };
    const only = difference(one, other);
    if (!isEmpty(only)) return { kind: 'request', request: witness(only)!, admittedBy: 'first' };
    const rest = difference(other, one);
    return isEmpty(rest) ? undefined : { kind: 'request', request: witness(rest)!, admittedBy: 'second' };
  }
}

/** What decides at a port, as text that is the same for what means the same, if not always; undefined for what is too long. */
export function policyKeys(): (destination: Destination, port: DestinationPort) => string | undefined {
  const { keyOf } = normaliser();
  return ({ proxy, policies, accepts = [] }, port) => {
    if (proxy === 'none') return 'none';
    const tokens = port.http ? accepts.map((one) => JSON.stringify(one)).sort() : [];
    const enforced = policies.filter(({ dryRun, effect }) => !dryRun && effect !== 'audit');
    const groups = [...groupsOf(enforced)].sort(([x], [y]) => (x < y ? -1 : 1));
    const keys = tokens.length > 0 ? [`tokens\n${tokens.join('\n')}`] : [];
    for (const [name, group] of groups) {
      const text = keyOf(formulasOf(group, port), port.port);
      if (text === undefined) return undefined;
      keys.push(`${name}\n${text}`);
    }
    return keys.join('\n\n');
  };
}

function* groupsOf(policies: readonly Policy[]): Generator<readonly [string, readonly Policy[]]> {
  const names = new Set(policies.map(groupOf));
  for (const name of names) {
    const group = policies.filter((one) => groupOf(one) === name);
    // What refuses nothing is not there; what allows nothing is.
    if (name === 'allow' || group.some(({ rules }) => rules.length > 0)) yield [name, group];
  }
}

function formulasOf(policies: readonly Policy[], { http }: DestinationPort): readonly Formula[] {
  return policies.flatMap(({ rules }) => rules.map((rule) => (http ? rule.http : rule.tcp)));
}

/** What a destination admits of what comes to a port at all; undefined where it is too complex to tell. */
export function arrived(destination: Destination, port: DestinationPort, space: Space): AccessSet | undefined {
  const admitted = admits(destination, port, space);
  const coming = formulaToSet(arriving(port), space);
  return isRefusal(admitted) || isRefusal(coming) ? undefined : intersect(admitted, coming);
}

/** The connections that come to a port at all. */
export function arriving({ serverNames }: DestinationPort): Formula {
  if (serverNames === undefined) return ALL;
  return or(
    ...serverNames.map((name) =>
      name.startsWith('*.')
        ? atom({ on: 'sni', match: { kind: 'suffix', value: name.slice(1) } })
        : atom({ on: 'sni', match: { kind: 'exact', value: name } }),
    ),
  );
}
