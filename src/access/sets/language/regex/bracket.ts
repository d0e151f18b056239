import { type Switches, unite } from '../../switches.ts';
import { invert, POSIX } from './classes.ts';
import { escapedSet } from './escaped.ts';
import { foldCase } from './folding.ts';
import { bad, eat, peek, type Scanner, take, takeUntil } from './scanner.ts';

type Set = Switches<number>;

/** `[…]`, read from behind its opening. */
export function bracket(from: Scanner): Set {
  const negative = eat(from, '^');
  let set: Set = [];
  for (let first = true; first || peek(from) !== ']'; first = false) set = unite(set, part(from));
  take(from);
  const folded = from.flags.ignoreCase ? foldCase(set) : set;
  return negative ? invert(folded) : folded;
}

function part(from: Scanner): Set {
  if (eat(from, '[:')) return named(from);
  const low = member(from);
  const isRange = peek(from) === '-' && from.text[from.at + 1] !== ']' && from.text[from.at + 1] !== undefined;
  if (!isRange || !isOne(low)) return low;
  take(from);
  const high = member(from);
  if (!isOne(high) || high[0]! < low[0]!) bad('a range runs backwards');
  return [low[0]!, high[1]!];
}

function member(from: Scanner): Set {
  const letter = take(from);
  const code = letter.codePointAt(0)!;
  return letter === '\\' ? escapedSet(from) : [code, code + 1];
}

function isOne(set: Set): boolean {
  return set.length === 2 && set[1]! - set[0]! === 1;
}

function named(from: Scanner): Set {
  const written = takeUntil(from, ':');
  if (!eat(from, ']')) bad('`:]` is missing');
  const set = POSIX[written.replace(/^\^/, '')] ?? bad(`\`[:${written}:]\` is no class`);
  return written.startsWith('^') ? invert(set) : set;
}
