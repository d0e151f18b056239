import { type Alphabet, classOf, END } from './alphabet.ts';
import type { Automaton } from './automaton.ts';
import { distances } from './members.ts';

/** Letters from the plainest on. */
const READABLE = Array.from("x1abcdefghijklmnopqrstuvwyz023456789XABCDEFGHIJKLMNOPQRSTUVWYZ-_./~:,;=@+!$&'()*%");

/** The shortest accepted string, of the plainest letters. */
export function simplest(automaton: Automaton): string | undefined {
  const { alphabet, next } = automaton;
  const distance = distances(automaton);
  if (distance[0]! < 0) return undefined;
  const letters = plainest(alphabet);
  const order = [...letters.keys()].sort((a, b) => letters[a]!.rank - letters[b]!.rank);
  let text = '';
  for (let state = 0; distance[state]! > 0; ) {
    const nearer = (letter: number) => distance[next[state * alphabet.size + letter]!] === distance[state]! - 1;
    const letter = order.find(nearer)!;
    text += letters[letter]!.letter;
    state = next[state * alphabet.size + letter]!;
  }
  return text;
}

/** The plainest letter of each class. */
function plainest(alphabet: Alphabet): readonly { readonly letter: string; readonly rank: number }[] {
  const best: { letter: string; rank: number }[] = [];
  READABLE.forEach((letter, rank) => {
    const number = classOf(alphabet, letter.codePointAt(0)!);
    if (number >= 0) best[number] ??= { letter, rank };
  });
  alphabet.classes.forEach((number, i) => {
    if (number < 0 || best[number]) return;
    const code = plain(alphabet.starts[i]!, alphabet.starts[i + 1] ?? END);
    best[number] = { letter: String.fromCodePoint(code), rank: READABLE.length + code };
  });
  return best;
}

/** A code point of a stretch that can be printed, if there is one. */
function plain(start: number, end: number): number {
  return [start, 0x21, 0xa1, 0xe000].find((code) => code >= start && code < end && isPrintable(code)) ?? start;
}

function isPrintable(code: number): boolean {
  return code > 0x20 && (code < 0x7f || code > 0xa0) && (code < 0xd800 || code > 0xdfff);
}
