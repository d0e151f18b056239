import type { Switches } from '../../switches.ts';
import { ANY, type Assertion, choice, literal, one, type Pattern, repeat, sequence } from '../pattern.ts';
import { bracket } from './bracket.ts';
import { invert } from './classes.ts';
import { escapedSet } from './escaped.ts';
import { foldCase } from './folding.ts';
import {
  BadPattern,
  bad,
  eat,
  type Flags,
  peek,
  type Scanner,
  scanner,
  take,
  takeUntil,
  takeWhile,
} from './scanner.ts';

/** Reads a regular expression in RE2's syntax; a string says what is wrong with it. */
export function parseRegex(text: string): Pattern | string {
  const from = scanner(text);
  try {
    const pattern = alternatives(from);
    return from.at < from.text.length ? '`)` without `(`' : pattern;
  } catch (error) {
    if (error instanceof BadPattern) return error.message;
    throw error;
  }
}

/** Flags that are set in a group hold to its end. */
function alternatives(from: Scanner): Pattern {
  const { flags } = from;
  const of = [run(from)];
  while (eat(from, '|')) of.push(run(from));
  from.flags = flags;
  return of.length === 1 ? of[0]! : choice(...of);
}

function run(from: Scanner): Pattern {
  const of: Pattern[] = [];
  for (let next = peek(from); next !== undefined && next !== '|' && next !== ')'; next = peek(from)) {
    const part = atom(from);
    if (part) of.push(repeated(from, part));
  }
  return of.length === 1 ? of[0]! : sequence(...of);
}

function atom(from: Scanner): Pattern | undefined {
  const letter = take(from);
  const { multiLine, dotAll } = from.flags;
  switch (letter) {
    case '(':
      return group(from);
    case '[':
      return { kind: 'set', set: bracket(from) };
    case '.':
      return { kind: 'set', set: dotAll ? ANY : invert(one(10)) };
    case '^':
      return { kind: 'assert', what: multiLine ? 'line-start' : 'text-start' };
    case '$':
      return { kind: 'assert', what: multiLine ? 'line-end' : 'text-end' };
    case '*':
    case '+':
    case '?':
      return bad(`nothing to repeat before \`${letter}\``);
    case '\\':
      return escaped(from);
    default:
      return letters(one(letter.codePointAt(0)!), from.flags);
  }
}

function letters(set: Switches<number>, { ignoreCase }: Flags): Pattern {
  return { kind: 'set', set: ignoreCase ? foldCase(set) : set };
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'word-edge',
  B: 'no-word-edge',
};

function escaped(from: Scanner): Pattern {
  const what = ASSERTIONS[peek(from) ?? ''];
  if (what) {
    take(from);
    return { kind: 'assert', what };
  }
  return eat(from, 'Q') ? quoted(from) : letters(escapedSet(from), from.flags);
}

/** `\Q…\E`, or to the end; what repeats it repeats its last letter. */
function quoted(from: Scanner): Pattern {
  const rest = from.text.slice(from.at).join('');
  const text = rest.includes('\\E') ? rest.slice(0, rest.indexOf('\\E')) : rest;
  const parts = Array.from(text, (letter) => letters(one(letter.codePointAt(0)!), from.flags));
  from.at += parts.length;
  eat(from, '\\E');
  const last = parts.pop();
  return last ? sequence(...parts, repeated(from, last)) : literal('');
}

/** Behind `(`: what kind of group, or flags for the rest of the one around it. */
function group(from: Scanner): Pattern | undefined {
  const { flags } = from;
  if (eat(from, '?')) {
    if (eat(from, 'P<') || eat(from, '<')) groupName(takeUntil(from, '>'));
    else if (setFlags(from)) return undefined;
  }
  const inner = alternatives(from);
  if (!eat(from, ')')) bad('`)` is missing');
  from.flags = flags;
  return inner;
}

function groupName(name: string): void {
  if (!/^\w+$/.test(name)) bad('a group needs a name of letters, digits and `_`');
}

/** `i`, `-s` and the like; true when they were closed by `)` and so hold for the rest. */
function setFlags(from: Scanner): boolean {
  const written = takeWhile(from, /[imsU-]/);
  if (!/^[imsU]*(-[imsU]+)?$/.test(written)) bad('unknown flags of a group');
  const [on = '', off = ''] = written.split('-');
  const flag = (name: string, old: boolean) => (off.includes(name) ? false : on.includes(name) || old);
  const { ignoreCase, multiLine, dotAll } = from.flags;
  from.flags = { ignoreCase: flag('i', ignoreCase), multiLine: flag('m', multiLine), dotAll: flag('s', dotAll) };
  const end = take(from);
  if (end !== ')' && end !== ':') bad('RE2 has no look-around and no such group');
  if (end === ')' && written === '') bad('a group without flags');
  return end === ')';
}

/** One repetition may follow, lazy or not: which is the same for a whole match. */
function repeated(from: Scanner, part: Pattern): Pattern {
  const bounds = repetition(from);
  if (bounds === undefined) return part;
  eat(from, '?');
  if (repetition(from) !== undefined) bad('a repetition of a repetition');
  return repeat(part, ...bounds);
}

function repetition(from: Scanner): readonly [min: number, max?: number] | undefined {
  if (eat(from, '*')) return [0];
  if (eat(from, '+')) return [1];
  if (eat(from, '?')) return [0, 1];
  const written = /^\{(\d+)(,(\d*))?\}/.exec(from.text.slice(from.at, from.at + 24).join(''));
  if (written === null) return undefined;
  const [all, min = '', comma, max = ''] = written;
  from.at += all.length;
  const most = comma === undefined ? Number(min) : max === '' ? undefined : Number(max);
  if (Number(min) > 1000 || (most ?? 0) > 1000) bad('more than 1000 repetitions');
  if (most !== undefined && most < Number(min)) bad('a repetition runs backwards');
  return [Number(min), most];
}
