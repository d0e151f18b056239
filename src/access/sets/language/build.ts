import { includes, type Switches } from '../switches.ts';
import { alphabetOf, classOf } from './alphabet.ts';
import { type Automaton, canonical } from './automaton.ts';
import { one } from './pattern.ts';

/** What may follow the text that a language begins with. */
export type Rest = 'anything' | 'nothing or a segment';

/** The strings that begin with a text; undefined when it has what is no letter. */
export function beginning(text: string, rest: Rest, letters: Switches<number>): Automaton | undefined {
  const codes = Array.from(text, (letter) => letter.codePointAt(0)!);
  if (!codes.every((code) => includes(letters, code))) return undefined;
  const distinct = [...new Set(rest === 'anything' ? codes : [...codes, SLASH])];
  const { alphabet } = alphabetOf(letters, distinct.map(one));
  const [last, all, dead] = [codes.length, codes.length + 1, codes.length + 2];
  const next = new Int32Array((codes.length + 3) * alphabet.size).fill(dead);
  codes.forEach((code, i) => {
    next[i * alphabet.size + classOf(alphabet, code)] = i + 1;
  });
  next.fill(all, all * alphabet.size, dead * alphabet.size);
  if (rest === 'anything') next.fill(all, last * alphabet.size, all * alphabet.size);
  else next[last * alphabet.size + classOf(alphabet, SLASH)] = all;
  const accepts = new Uint8Array(codes.length + 3).fill(1, last, dead);
  return canonical({ alphabet, next, accepts });
}

const SLASH = 47;

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
