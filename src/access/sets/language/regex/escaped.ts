import type { Switches } from '../../switches.ts';
import { one } from '../pattern.ts';
import { invert, PERL, property } from './classes.ts';
import { bad, peek, type Scanner, take, takeUntil, takeWhile } from './scanner.ts';

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** The code points of an escape, read from behind its backslash; undefined for one that stands for no code point. */
export function escapedSet(from: Scanner): Switches<number> {
  const letter = take(from);
  if (PERL[letter]) return PERL[letter];
  if (letter === 'p' || letter === 'P') return unicode(from, letter === 'P');
  if (CONTROLS[letter] !== undefined) return one(CONTROLS[letter]);
  if (letter === 'x') return one(hexadecimal(from));
  if (/[0-7]/.test(letter)) return one(octal(from, letter));
  if (/^[!-/:-@[-^`{-~ ]$/.test(letter)) return one(letter.codePointAt(0)!);
  return bad(`\`\\${letter}\` is not an escape of RE2`);
}

/** `\0`, `\12`, `\123`; a single digit but zero would be a backreference. */
function octal(from: Scanner, first: string): number {
  if (first !== '0' && !/[0-7]/.test(peek(from) ?? '')) bad(`\`\\${first}\` is a backreference`);
  return Number.parseInt(first + takeWhile(from, /[0-7]/, 2), 8);
}

function hexadecimal(from: Scanner): number {
  const braced = peek(from) === '{';
  if (braced) take(from);
  const digits = braced ? takeUntil(from, '}') : takeWhile(from, /[0-9a-fA-F]/, 2);
  const code =
    /^[0-9a-fA-F]+$/.test(digits) && (braced || digits.length === 2) ? Number.parseInt(digits, 16) : Infinity;
  return code <= 0x10ffff ? code : bad('`\\x` needs a code point');
}

function unicode(from: Scanner, negative: boolean): Switches<number> {
  const letter = take(from);
  const written = letter === '{' ? takeUntil(from, '}') : letter;
  const name = written.replace(/^\^/, '');
  const set = property(name) ?? bad(`\`${name}\` is no category or script`);
  return negative !== written.startsWith('^') ? invert(set) : set;
}
