import { type AccessSet, difference, isEmpty, nothing, union } from '../access/access-set.ts';
import { arrived, arriving } from '../access/compare.ts';
import type { Destination } from '../access/destination.ts';
import { destinationsOf } from '../access/meaning.ts';
import type { Request } from '../access/request.ts';
import { type Space, spaceOf } from '../access/space.ts';
import { createStore, type Store } from '../access/store.ts';
import { witness } from '../access/witness.ts';
import type { NonEmpty } from '../base/nonempty.ts';
import { compareStrings } from '../base/order.ts';
import type { Lookup } from '../model/lookup.ts';
import type { ByHand } from './by-hand.ts';

/** Where two meshes differ. */
export type Difference = {
  /** `service bookinfo/reviews` */
  readonly destination: string;
} & (
  | { readonly kind: 'missing'; readonly from: 'first' | 'second' }
  | {
      readonly kind: 'request';
      readonly port: number;
      readonly request: Request;
      readonly admittedBy: 'first' | 'second';
    }
  | { readonly kind: 'unknown'; readonly port: number }
);

/** A mesh that is compared, and what is written by hand beside its policies. */
export interface Compared {
  readonly model: Lookup;
  readonly byHand: ByHand;
}

/** For every port of every destination, a request that one mesh admits and the other does not, if there is one. */
export function differencesOf(first: Compared, second: Compared): readonly Difference[] {
  const store = createStore();
  const [a, b] = [destinationsByKey(first), destinationsByKey(second)];
  const keys = [...new Set([...a.keys(), ...b.keys()])].sort(compareStrings);
  const { services } = first.model.mesh;
  const hosts = services.map(({ hostname }) => hostname).slice(0, 1);
  const identities = services.map(({ identity }) => identity);
  return keys.flatMap((destination): readonly Difference[] => {
    const [some, others] = [a.get(destination), b.get(destination)];
    if (!some) return [{ destination, kind: 'missing', from: 'first' }];
    if (!others) return [{ destination, kind: 'missing', from: 'second' }];
    const around = { hosts, identities, paths: ['/x'] };
    return some.flatMap((one) => others.flatMap((other) => between(one, other, store, around)));
  });
}

function destinationsByKey({ model, byHand }: Compared): ReadonlyMap<string, NonEmpty<Destination>> {
  return new Map(destinationsOf(model).map((one) => [one.key, byHand.get(one.key)?.destinations ?? [one]]));
}

function between(
  first: Destination,
  second: Destination,
  store: Store,
  around: Parameters<typeof witness>[1],
): readonly Difference[] {
  const ports = [...first.ports, ...second.ports];
  const space = spaceOf([first, second], store, ports.map(arriving));
  const { key: destination } = first;
  const numbers = [...new Set(ports.map(({ port }) => port))].sort((x, y) => x - y);
  return numbers.flatMap((port): readonly Difference[] => {
    const [one, other] = [admittedAt(port, first, space), admittedAt(port, second, space)];
    if (!one || !other) return [{ destination, kind: 'unknown', port }];
    const onlyFirst = difference(one, other);
    const only = isEmpty(onlyFirst) ? difference(other, one) : onlyFirst;
    if (isEmpty(only)) return [];
    const admittedBy = only === onlyFirst ? 'first' : 'second';
    return [{ destination, kind: 'request', port, request: witness(only, around)!, admittedBy }];
  });
}

/** All that is admitted at a number, where several listeners may be. */
function admittedAt(number: number, destination: Destination, space: Space): AccessSet | undefined {
  const here = destination.ports.filter(({ port }) => port === number);
  return here.reduce<AccessSet | undefined>(
    (sum, port) => added(sum, arrived(destination, port, space)),
    nothing(space),
  );
}

function added(a: AccessSet | undefined, b: AccessSet | undefined): AccessSet | undefined {
  return a && b && union(a, b);
}
