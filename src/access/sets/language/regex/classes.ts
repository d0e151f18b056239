import { combine, type Switches, unite } from '../../switches.ts';
import { END } from '../alphabet.ts';
import { ANY } from '../pattern.ts';

type Set = Switches<number>;

function ranges(text: string): Set {
  const codes = Array.from(text, (letter) => letter.codePointAt(0)!);
  return codes.reduce<Set>((all, from, i) => (i % 2 === 0 ? unite(all, [from, codes[i + 1]! + 1]) : all), []);
}

const DIGIT = ranges('09');
const SPACE: Set = [9, 11, 12, 14, 32, 33];
const WORD = ranges('09AZ__az');

/** `\d` and the like; ASCII only, as in RE2. */
export const PERL: Readonly<Record<string, Set>> = {
  d: DIGIT,
  D: invert(DIGIT),
  s: SPACE,
  S: invert(SPACE),
  w: WORD,
  W: invert(WORD),
};

/** `[:alpha:]` and the like. */
export const POSIX: Readonly<Record<string, Set>> = {
  alnum: ranges('09AZaz'),
  alpha: ranges('AZaz'),
  ascii: [0, 0x80],
  blank: [9, 10, 32, 33],
  cntrl: [0, 0x20, 0x7f, 0x80],
  digit: DIGIT,
  graph: ranges('!~'),
  lower: ranges('az'),
  print: ranges(' ~'),
  punct: ranges('!/:@[`{~'),
  space: [9, 14, 32, 33],
  upper: ranges('AZ'),
  word: WORD,
  xdigit: ranges('09AFaf'),
};

export function invert(set: Set): Set {
  return combine(ANY, set, (_, inside) => !inside);
}

const properties = new Map<string, Set | undefined>();

/** `\pN`, `\p{Greek}`: a general category by its short name, or a script; undefined for what is neither. */
export function property(name: string): Set | undefined {
  if (!properties.has(name)) properties.set(name, findProperty(name));
  return properties.get(name);
}

function findProperty(name: string): Set | undefined {
  if (name === 'Any') return ANY;
  if (!/^[A-Z][A-Za-z_]*$/.test(name)) return undefined;
  const test = compiled(name.length <= 2 ? `\\p{${name}}` : `\\p{Script=${name}}`);
  if (test === undefined) return undefined;
  const found: number[] = [];
  for (let code = 0; code < END; code++)
    if (test.test(String.fromCodePoint(code)) !== ((found.length & 1) === 1)) found.push(code);
  if (found.length % 2 === 1) found.push(END);
  return found;
}

function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    return undefined;
  }
}
