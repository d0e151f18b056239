import type { PathMatch, StringMatch } from '../model/match.ts';
import { type Diagrams, diagrams, type Node, type SomeAlgebra } from './diagram/diagram.ts';
import { type Algebras, algebras, algebraTable, DIMENSIONS } from './dimensions.ts';
import type { Meter } from './meter.ts';
import type { Request } from './request.ts';
import { booleanAlgebra } from './sets/booleans.ts';
import type { Text, TextAlgebra } from './sets/texts.ts';
import type { Tried } from './tried.ts';
import { type Channel, channelKey, valuesIn } from './vocabulary.ts';

/** What a request says yes or no to: whether some value of a channel is one of these; whether an authorizer agrees. */
export type Variable = (
  | { readonly kind: 'cell'; readonly channel: Channel; readonly cell: Text }
  | { readonly kind: 'external'; readonly provider: string }
) & { readonly rank: number };

/** All that sets are made of, and all that was worked out about them: sets of one store can be compared. */
export interface Store {
  readonly meter: Meter;
  readonly algebras: Algebras;
  /** The algebra of each dimension and, behind them, of variables: yes or no. */
  readonly algebraAt: (rank: number) => SomeAlgebra;
  readonly diagrams: Diagrams;
  /** In the order of their ranks, which begin behind those of the dimensions. */
  readonly variables: readonly Variable[];
  readonly cell: (channel: Channel, cell: Text) => Variable;
  readonly external: (provider: string) => Variable;
  /** Conditions by the set of values that they hold for, in each algebra of strings: to say a set with. */
  readonly named: Map<TextAlgebra, Map<Text, StringMatch | PathMatch>>;
  /** What has been worked out, by a key that says all that it depends on. */
  readonly known: Map<string, Node>;
  /** What was too much to be worked out, by such a key. */
  readonly tried: Map<string, Tried>;
  /** A short name for a long key. */
  readonly short: (key: string) => number;
}

/** A fresh store: one for all that is to be compared, for instance one for a compile. */
export function createStore(): Store {
  const meter: Meter = { left: Infinity };
  const sets = algebras(meter);
  const table = algebraTable(sets);
  const boolean = booleanAlgebra as (typeof table)[number];
  const algebraAt = (rank: number) => table[rank] ?? boolean;
  const variables: Variable[] = [];
  const names = new Map<string, number>();
  const byKey = new Map<string, Variable>();
  const named = (key: string, make: (rank: number) => Variable): Variable => {
    const old = byKey.get(key);
    if (old) return old;
    const variable = make(DIMENSIONS.length + variables.length);
    byKey.set(key, variable);
    variables.push(variable);
    return variable;
  };
  return {
    meter,
    algebras: sets,
    algebraAt,
    diagrams: diagrams(algebraAt, meter),
    variables,
    cell: (channel, cell) =>
      named(`${channelKey(channel)} ${cell.id}`, (rank) => ({ kind: 'cell', channel, cell, rank })),
    external: (provider) => named(`external ${provider}`, (rank) => ({ kind: 'external', provider, rank })),
    named: new Map(),
    known: new Map(),
    tried: new Map(),
    short: (key) => {
      if (!names.has(key)) names.set(key, names.size);
      return names.get(key)!;
    },
  };
}

/** The strings of a channel. */
export function textsOf(channel: Channel, { algebras: { headers, jwt } }: Store) {
  return channel.kind === 'header' ? headers : jwt;
}

/** What a request says to a variable. */
export function answer(variable: Variable, request: Request, store: Store): boolean {
  if (variable.kind === 'external') return !request.refusedBy?.includes(variable.provider);
  const texts = textsOf(variable.channel, store);
  return valuesIn(variable.channel, request).some((value) => texts.has(variable.cell, value));
}
