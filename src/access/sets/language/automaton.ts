import { type Alphabet, alphabet, classOf } from './alphabet.ts';
import { minimise } from './minimise.ts';

/** A complete deterministic automaton that starts in state 0; `next[state * alphabet.size + class]` is where a letter leads. */
export interface Automaton {
  readonly alphabet: Alphabet;
  readonly next: Int32Array;
  readonly accepts: Uint8Array;
}

export function accepts({ alphabet, next, accepts }: Automaton, text: string): boolean {
  let state = 0;
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i)!;
    if (codePoint > 0xffff) i++;
    const letter = classOf(alphabet, codePoint);
    if (letter < 0) return false;
    state = next[state * alphabet.size + letter]!;
  }
  return accepts[state] === 1;
}

/** All strings of the letters that it does not accept. */
export function opposite(automaton: Automaton): Automaton {
  return { ...automaton, accepts: automaton.accepts.map((yes) => 1 - yes) };
}

/** The one minimal automaton of a language: no two states alike, none unreachable, letters and states in order of appearance. */
export function canonical(automaton: Automaton): Automaton {
  return renumber(coarsen(minimise(automaton)), 0);
}

/** Joins the classes that lead everywhere to the same states. */
function coarsen({ alphabet: old, next, accepts }: Automaton): Automaton {
  const { size } = old;
  const columns = Array.from({ length: size }, (_, letter) => column(next, letter, size, accepts.length));
  const { alphabet: coarser, numbers } = alphabet(
    Array.from(old.starts, (start, i) => [start, columns[old.classes[i]!]] as const),
  );
  if (coarser.size === size) return { alphabet: old, next, accepts };
  const kept = Array.from(numbers.keys(), (mark) => columns.indexOf(String(mark)));
  const table = new Int32Array(accepts.length * kept.length);
  for (let state = 0; state < accepts.length; state++)
    for (let i = 0; i < kept.length; i++) table[state * kept.length + i] = next[state * size + kept[i]!]!;
  return { alphabet: coarser, next: table, accepts };
}

function column(next: Int32Array, letter: number, size: number, states: number): string {
  let text = '';
  for (let state = 0; state < states; state++) text += `${next[state * size + letter]!},`;
  return text;
}

/** What may follow a text. */
export function after(automaton: Automaton, text: string): Automaton {
  const { alphabet, next } = automaton;
  const step = (state: number, letter: string) =>
    next[state * alphabet.size + classOf(alphabet, letter.codePointAt(0)!)]!;
  return renumber(automaton, Array.from(text).reduce(step, 0));
}

/** Numbers states breadth first, by letter. */
export function renumber({ alphabet, next, accepts }: Automaton, start: number): Automaton {
  const { size } = alphabet;
  const order = [start];
  const number = new Int32Array(accepts.length).fill(-1);
  number[start] = 0;
  for (let i = 0; i < order.length; i++)
    for (let letter = 0; letter < size; letter++) {
      const to = next[order[i]! * size + letter]!;
      if (number[to]! < 0) number[to] = order.push(to) - 1;
    }
  const table = new Int32Array(order.length * size);
  for (let i = 0; i < order.length; i++)
    for (let letter = 0; letter < size; letter++) table[i * size + letter] = number[next[order[i]! * size + letter]!]!;
  return { alphabet, next: table, accepts: Uint8Array.from(order, (state) => accepts[state]!) };
}

/** Whether two canonical automata are the same, which is when their languages are. */
export function same(a: Automaton, b: Automaton): boolean {
  return (
    equal(a.accepts, b.accepts) &&
    equal(a.next, b.next) &&
    equal(a.alphabet.starts, b.alphabet.starts) &&
    equal(a.alphabet.classes, b.alphabet.classes)
  );
}

function equal(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A number that equal automata share. */
export function hash({ alphabet, next, accepts }: Automaton): number {
  let sum = 17;
  for (const part of [accepts, next, alphabet.starts])
    for (let i = 0; i < part.length; i++) sum = (Math.imul(sum, 31) + part[i]!) | 0;
  return sum;
}
