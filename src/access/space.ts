import { cellsOf } from './cells.ts';
import type { Destination } from './destination.ts';
import { EVERYTHING, NOTHING, type Node } from './diagram/diagram.ts';
import { type Formula, refusedTokens } from './formula.ts';
import { YES } from './sets/booleans.ts';
import { textOf } from './sets/matches.ts';
import type { Text } from './sets/texts.ts';
import { createStore, type Store, textsOf, type Variable } from './store.ts';
import { triedOnce } from './tried.ts';
import { type Channel, channelKey, presence, type Vocabulary, vocabularyOf } from './vocabulary.ts';

/**
 * What some formulas tell apart. A header, say, may have several values at once, so what is asked about each value has to be
 * known beforehand; sets can be compared when they are of one space, or of two spaces of one store that ask the same.
 */
export interface Space {
  readonly store: Store;
  readonly vocabulary: Vocabulary;
  /** The same for spaces of one store that ask the same. */
  readonly id: number;
  /** Whether some value of a channel is in a set: what the space knows of. */
  readonly some: (channel: Channel, values: Text) => Node;
}

/** Steps for the parts of one channel: five hundred prefixes take a quarter, and thousands of parts would be no use to a diagram. */
const CELLS = 4_000_000;

/** The space of these destinations, and of further formulas that their sets are to be compared with. */
export function spaceOf(
  destinations: Iterable<Destination>,
  store: Store = createStore(),
  formulas: Iterable<Formula> = [],
): Space {
  return space(vocabularyOf(formulasOf(destinations, formulas)), store);
}

function* formulasOf(destinations: Iterable<Destination>, formulas: Iterable<Formula>): Generator<Formula> {
  for (const { policies, accepts = [] } of destinations) {
    for (const { rules } of policies) for (const { http, tcp } of rules) yield* [http, tcp];
    yield refusedTokens(accepts);
  }
  yield* formulas;
}

function space(vocabulary: Vocabulary, store: Store): Space {
  const { diagrams } = store;
  const cells = new Map<string, readonly Variable[]>();
  return {
    store,
    vocabulary,
    id: store.short(vocabulary.key),
    some: (channel, values) => {
      const held = cellsIn(channel)
        .filter(({ cell }) => textsOf(channel, store).intersect(cell, values) !== textsOf(channel, store).none)
        .map(({ rank }) => rank)
        .sort((a, b) => b - a);
      const any = held.reduce((sum, rank) => diagrams.union(diagrams.where(rank, YES), sum), NOTHING);
      return diagrams.intersect(any, around(channel));
    },
  };

  /** The parts that the values of a channel fall into, worked out when they are first asked for. */
  function cellsIn(channel: Channel) {
    const key = channelKey(channel);
    if (!cells.has(key)) cells.set(key, findCells(channel, key));
    return cells.get(key) as readonly Extract<Variable, { kind: 'cell' }>[];
  }

  function findCells(channel: Channel, key: string): readonly Variable[] {
    const texts = textsOf(channel, store);
    const matches = vocabulary.channels.get(key)?.matches ?? [];
    const sets = () => matches.map((match) => textOf(match, texts, presence(channel)));
    const found = triedOnce(store, `cells ${vocabulary.key} ${key}`, () => cellsOf(sets(), texts), CELLS);
    return found.map((cell) => store.cell(channel, cell));
  }

  /** A claim that holds an object has no values of its own, so what is inside is asked only where there are none around. */
  function around(channel: Channel): Node {
    if (channel.kind !== 'claim') return EVERYTHING;
    const outer = channel.path
      .slice(0, -1)
      .map((_, i): Channel => ({ ...channel, path: channel.path.slice(0, i + 1) }));
    const none = outer.flatMap(cellsIn).map(({ rank }) => diagrams.complement(diagrams.where(rank, YES)));
    return none.reduce(diagrams.intersect, EVERYTHING);
  }
}
