import type { Automaton } from './automaton.ts';

/** Joins the states that accept the same rests (Hopcroft's partition refinement). */
export function minimise({ alphabet, next, accepts }: Automaton): Automaton {
  const states = accepts.length;
  const blocks = refine(states, alphabet.size, next, accepts);
  const { size } = alphabet;
  const [first, count] = blocksInOrder(blocks);
  if (count === states) return { alphabet, next, accepts };
  const number = new Int32Array(count);
  first.forEach((state, i) => {
    number[blocks[state]!] = i;
  });
  const table = new Int32Array(count * size);
  const accepting = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    accepting[i] = accepts[first[i]!]!;
    for (let letter = 0; letter < size; letter++)
      table[i * size + letter] = number[blocks[next[first[i]! * size + letter]!]!]!;
  }
  return { alphabet, next: table, accepts: accepting };
}

/** The first state of each block, that of the start in front. */
function blocksInOrder(blocks: Int32Array): readonly [number[], number] {
  const seen = new Set<number>();
  const first: number[] = [];
  blocks.forEach((block, state) => {
    if (seen.has(block)) return;
    seen.add(block);
    first.push(state);
  });
  return [first, first.length];
}

/** For each state and letter, the states that lead there: `from[at[letter * (states + 1) + state] …]`. */
function predecessors(states: number, size: number, next: Int32Array) {
  const at = new Int32Array(size * (states + 1) + 1);
  const from = new Int32Array(size * states);
  for (let letter = 0; letter < size; letter++) {
    const base = letter * (states + 1);
    for (let state = 0; state < states; state++) at[base + next[state * size + letter]! + 1]!++;
    at[base] = letter * states;
    for (let state = 0; state < states; state++) at[base + state + 1]! += at[base + state]!;
    const fill = at.slice(base, base + states);
    for (let state = 0; state < states; state++) from[fill[next[state * size + letter]!]!++] = state;
  }
  return { at, from };
}

/** The block of each state: a coarsest partition that acceptance and every letter respect. */
function refine(states: number, size: number, next: Int32Array, accepts: Uint8Array): Int32Array {
  const { at, from } = predecessors(states, size, next);
  const partition = split(states, accepts);
  const { elements, place, block, start, end } = partition;
  const marked = new Int32Array(states + 1);
  const waiting = start.map((_, i) => i);
  while (waiting.length > 0) {
    const by = waiting.pop()!;
    const splitter = elements.slice(start[by]!, end[by]!);
    for (let letter = 0; letter < size; letter++) {
      const touched: number[] = [];
      const base = letter * (states + 1);
      for (const state of splitter)
        for (let i = at[base + state]!; i < at[base + state + 1]!; i++) mark(from[i]!, touched);
      for (const one of touched) divide(one);
    }
  }
  return block;

  /** Moves a state to the front of its block. */
  function mark(state: number, touched: number[]): void {
    const one = block[state]!;
    const target = start[one]! + marked[one]!;
    const here = place[state]!;
    if (here < target) return;
    if (marked[one] === 0) touched.push(one);
    const other = elements[target]!;
    elements[here] = other;
    place[other] = here;
    elements[target] = state;
    place[state] = target;
    marked[one]!++;
  }

  /** Cuts a block behind its marked states; the smaller part becomes a block of its own. */
  function divide(one: number): void {
    const cut = start[one]! + marked[one]!;
    marked[one] = 0;
    if (cut === end[one]) return;
    const front = cut - start[one]! <= end[one]! - cut;
    const fresh = start.push(front ? start[one]! : cut) - 1;
    end.push(front ? cut : end[one]!);
    if (front) start[one] = cut;
    else end[one] = cut;
    for (let i = start[fresh]!; i < end[fresh]!; i++) block[elements[i]!] = fresh;
    waiting.push(fresh);
  }
}

/** Accepting and other states, as the first blocks. */
function split(states: number, accepts: Uint8Array) {
  const order = Array.from({ length: states }, (_, i) => i).sort((a, b) => accepts[a]! - accepts[b]! || a - b);
  const elements = Int32Array.from(order);
  const place = new Int32Array(states);
  order.forEach((state, i) => {
    place[state] = i;
  });
  const no = order.findIndex((state) => accepts[state] === 1);
  const cut = no < 0 ? states : no;
  const bounds = [0, cut, states].filter((at, i, all) => i === 0 || at !== all[i - 1]);
  const block = new Int32Array(states);
  if (bounds.length === 3) for (let i = cut; i < states; i++) block[elements[i]!] = 1;
  return { elements, place, block, start: bounds.slice(0, -1), end: bounds.slice(1) };
}
