import { includes, type Switches } from '../switches.ts';
import { type Alphabet, alphabetOf, classOf } from './alphabet.ts';
import { type Automaton, renumber } from './automaton.ts';
import { one } from './pattern.ts';

/** The strings that begin with a text, and then have anything, or nothing or `/` and anything. */
export interface Beginning {
  readonly text: string;
  readonly rest: 'anything' | 'nothing or a segment';
}

const SLASH = 47;

export function isOf(letters: Switches<number>, text: string): boolean {
  return Array.from(text).every((letter) => includes(letters, letter.codePointAt(0)!));
}

/** The automaton of a beginning, minimal as it is made. */
export function beginning({ text, rest }: Beginning, letters: Switches<number>): Automaton {
  const codes = Array.from(text, (letter) => letter.codePointAt(0)!);
  const distinct = [...new Set(rest === 'anything' ? codes : [...codes, SLASH])];
  const { alphabet } = alphabetOf(letters, distinct.map(one));
  const anything = rest === 'anything';
  const [last, all] = anything ? [codes.length, codes.length] : [codes.length, codes.length + 1];
  const next = new Int32Array((all + 2) * alphabet.size).fill(all + 1);
  codes.forEach((code, i) => {
    next[i * alphabet.size + classOf(alphabet, code)] = i + 1;
  });
  next.fill(all, all * alphabet.size, (all + 1) * alphabet.size);
  if (!anything) next[last * alphabet.size + classOf(alphabet, SLASH)] = all;
  const accepts = new Uint8Array(all + 2).fill(1, last, all + 1);
  return renumber({ alphabet, next, accepts }, 0);
}

/** The beginning that a canonical automaton stands for, if it does. */
export function beginningOf({ alphabet, next, accepts }: Automaton): Beginning | undefined {
  let text = '';
  for (let state = 0, steps = 0; steps <= accepts.length; steps++) {
    const row = next.subarray(state * alphabet.size, (state + 1) * alphabet.size);
    if (row.every((to) => to === state)) return accepts[state] ? { text, rest: 'anything' } : undefined;
    const onward = onlyWay(row, next, accepts, alphabet);
    if (onward === undefined) return undefined;
    if (accepts[state]) {
      const open = accepts[onward.to] === 1 && isEnd(onward.to, next, alphabet.size);
      return open && onward.letter === '/' ? { text, rest: 'nothing or a segment' } : undefined;
    }
    text += onward.letter;
    state = onward.to;
  }
  return undefined;
}

/** The one letter that does not lead to where nothing is accepted, and where it leads. */
function onlyWay(row: Int32Array, next: Int32Array, accepts: Uint8Array, alphabet: Alphabet) {
  let found: { letter: string; to: number } | undefined;
  for (let letter = 0; letter < alphabet.size; letter++) {
    const to = row[letter]!;
    if (!accepts[to] && isEnd(to, next, alphabet.size)) continue;
    const only = found === undefined ? singleLetter(letter, alphabet) : undefined;
    if (only === undefined) return undefined;
    found = { letter: only, to };
  }
  return found;
}

function isEnd(state: number, next: Int32Array, size: number): boolean {
  for (let letter = 0; letter < size; letter++) if (next[state * size + letter] !== state) return false;
  return true;
}

function singleLetter(number: number, { starts, classes }: Alphabet): string | undefined {
  const first = classes.indexOf(number);
  const alone = classes.lastIndexOf(number) === first && starts[first + 1] === starts[first]! + 1;
  return alone ? String.fromCodePoint(starts[first]!) : undefined;
}

/** How two beginnings lie to each other; undefined: neither holds the other, and they meet. */
export function relation(a: Beginning, b: Beginning): 'covers' | 'covered' | 'disjoint' | undefined {
  if (a.text.length > b.text.length) {
    const other = relation(b, a);
    return other === 'covers' ? 'covered' : other === 'covered' ? 'covers' : other;
  }
  if (!b.text.startsWith(a.text)) return 'disjoint';
  if (a.rest === 'anything') return 'covers';
  if (a.text === b.text) return b.rest === 'anything' ? 'covered' : 'covers';
  return b.text[a.text.length] === '/' ? 'covers' : 'disjoint';
}

/** A tree of letters that accepts exactly these strings. */
export function listing(texts: readonly string[], letters: Switches<number>): Automaton {
  const codes = new Set(texts.flatMap((text) => Array.from(text, (letter) => letter.codePointAt(0)!)));
  const { alphabet } = alphabetOf(letters, [...codes].sort((a, b) => a - b).map(one));
  const { size } = alphabet;
  const next: number[] = new Array(size * 2).fill(1);
  const accepts = [0, 0];
  for (const text of texts) {
    let state = 0;
    for (const letter of text) {
      const at = state * size + classOf(alphabet, letter.codePointAt(0)!);
      if (next[at] === 1) {
        next[at] = accepts.push(0) - 1;
        for (let i = 0; i < size; i++) next.push(1);
      }
      state = next[at]!;
    }
    accepts[state] = 1;
  }
  return { alphabet, next: Int32Array.from(next), accepts: Uint8Array.from(accepts) };
}
