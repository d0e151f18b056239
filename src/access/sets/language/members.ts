import { type Alphabet, END } from './alphabet.ts';
import type { Automaton } from './automaton.ts';

/** States from which a string can still be accepted, with the length of the shortest. */
export function distances({ alphabet: { size }, next, accepts }: Automaton): Int32Array {
  const before: number[][] = Array.from(accepts, () => []);
  for (let state = 0; state < accepts.length; state++)
    for (let letter = 0; letter < size; letter++) before[next[state * size + letter]!]!.push(state);
  const distance = Int32Array.from(accepts, (yes) => (yes ? 0 : -1));
  const queue = Array.from(accepts.keys()).filter((state) => accepts[state] === 1);
  for (let i = 0; i < queue.length; i++)
    for (const state of before[queue[i]!]!)
      if (distance[state]! < 0) {
        distance[state] = distance[queue[i]!]! + 1;
        queue.push(state);
      }
  return distance;
}

/** How many strings are accepted, or `limit + 1` when there are more. */
export function count(automaton: Automaton, limit: number): number {
  const { alphabet, next, accepts } = automaton;
  const live = distances(automaton);
  const order = topological(automaton, live);
  if (order === undefined) return limit + 1;
  const sizes = classSizes(alphabet);
  const ways = new Float64Array(accepts.length);
  ways[0] = 1;
  let total = 0;
  for (const state of order) {
    if (accepts[state]) total += ways[state]!;
    if (total > limit) return limit + 1;
    for (let letter = 0; letter < alphabet.size; letter++) {
      const to = next[state * alphabet.size + letter]!;
      if (live[to]! >= 0) ways[to] = Math.min(ways[to]! + ways[state]! * sizes[letter]!, 1e9);
    }
  }
  return total;
}

/** The live states that the start leads to, each before those it leads to; undefined when there is a cycle. */
function topological({ alphabet: { size }, next }: Automaton, live: Int32Array): readonly number[] | undefined {
  const incoming = new Int32Array(live.length);
  const seen = new Set<number>(live[0]! >= 0 ? [0] : []);
  for (const state of seen)
    for (let letter = 0; letter < size; letter++) {
      const to = next[state * size + letter]!;
      if (live[to]! < 0) continue;
      if (to === state) return undefined;
      incoming[to]!++;
      seen.add(to);
    }
  const order = [...seen].filter((state) => incoming[state] === 0);
  for (let i = 0; i < order.length; i++)
    for (let letter = 0; letter < size; letter++) {
      const to = next[order[i]! * size + letter]!;
      if (live[to]! >= 0 && --incoming[to]! === 0) order.push(to);
    }
  return order.length === seen.size ? order : undefined;
}

function classSizes({ starts, classes, size }: Alphabet): Float64Array {
  const sizes = new Float64Array(size);
  classes.forEach((letter, i) => {
    if (letter >= 0) sizes[letter]! += (starts[i + 1] ?? END) - starts[i]!;
  });
  return sizes;
}

/** All strings of an automaton that accepts finitely many. */
export function enumerate(automaton: Automaton): readonly string[] {
  const { alphabet, next, accepts } = automaton;
  const live = distances(automaton);
  const letters = members(alphabet);
  const found: string[] = [];
  const walk: [number, string][] = live[0]! >= 0 ? [[0, '']] : [];
  for (let at = walk.pop(); at; at = walk.pop()) {
    const [state, text] = at;
    if (accepts[state]) found.push(text);
    for (let letter = 0; letter < alphabet.size; letter++) {
      const to = next[state * alphabet.size + letter]!;
      if (live[to]! >= 0) for (const one of letters[letter]!()) walk.push([to, text + one]);
    }
  }
  return found;
}

function members({ starts, classes, size }: Alphabet): readonly (() => Generator<string>)[] {
  return Array.from(
    { length: size },
    (_, letter) =>
      function* () {
        for (let i = 0; i < starts.length; i++)
          if (classes[i] === letter)
            for (let code = starts[i]!; code < (starts[i + 1] ?? END); code++) yield String.fromCodePoint(code);
      },
  );
}
