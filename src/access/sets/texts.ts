import { compareStrings } from '../../base/order.ts';
import type { Algebra, Interned } from '../algebra.ts';
import { type Meter, Refused, spend } from '../meter.ts';
import { type Automaton, accepts, after, canonical, hash, opposite, same } from './language/automaton.ts';
import { type Beginning, beginning, beginningOf, isOf, listing, relation } from './language/build.ts';
import { determinise } from './language/determinise.ts';
import { count, enumerate } from './language/members.ts';
import { ANYTHING, literal, type Pattern, sequence } from './language/pattern.ts';
import { AND, AND_NOT, type Join, OR, product } from './language/product.ts';
import { parseRegex } from './language/regex/parse.ts';
import { simplest } from './language/simplest.ts';
import type { Switches } from './switches.ts';

/**
 * A set of strings. One that has few members, or lacks few, is a list of them, and only others are automata: which of the
 * three depends on the set alone, however it was made.
 */
export type Text = Listed | Regular;

/** These strings, or all but these. */
export interface Listed extends Interned {
  readonly kind: 'only' | 'except';
  readonly values: readonly string[];
  readonly has: ReadonlySet<string>;
}

export interface Regular extends Interned {
  readonly kind: 'regular';
  /** Made when it is first asked for. */
  readonly automaton: Automaton;
  /** What it is, when it is as simple as that; `not`: what it is not. */
  readonly begins?: Beginning & { readonly not: boolean };
}

export interface TextAlgebra extends Algebra<Text, string> {
  readonly only: (values: readonly string[]) => Text;
  readonly prefix: (text: string, rest?: Beginning['rest']) => Text;
  readonly suffix: (text: string) => Text;
  readonly regex: (source: string) => Text;
  /** The strings that match as a whole; what has been made for a key is kept. */
  readonly pattern: (key: string, make: () => Pattern) => Text;
  /** The strings of a list as they are. */
  readonly listed: (list: Listed) => readonly string[];
}

/** What strings of a dimension look like. */
export interface Language {
  readonly letters: Switches<number>;
  /** Not all strings of the letters, but those that match. */
  readonly shape?: Pattern;
  /** Every string begins with this, which its automata leave out. */
  readonly start?: string;
}

/** How many strings are still a list. */
const FEW = 2000;

export function textAlgebra({ letters, shape, start = '' }: Language, meter: Meter): TextAlgebra {
  let made = 0;
  const lists = new Map<string, Listed>();
  const automata = new Map<number, Regular[]>();
  const opposites = new Map<Text, Text>();
  const results = new Map<string, Text>();
  const universe = determinise(shape ?? ANYTHING, letters, meter);
  const none = list('only', []);
  const all = list('except', []);
  return {
    none,
    all,
    union,
    intersect,
    complement,
    has: (a, text) => text.startsWith(start) && hasRest(a, text.slice(start.length)),
    witness,
    only: (values) => only(values.flatMap(rest).filter((text) => accepts(universe, text))),
    prefix,
    suffix: (text) => pattern(`…${text}`, () => sequence(ANYTHING, literal(text))),
    regex,
    pattern,
    listed: ({ values }) => values.map((text) => start + text),
  };

  function rest(text: string): string[] {
    return text.startsWith(start) ? [text.slice(start.length)] : [];
  }

  function list(kind: Listed['kind'], values: readonly string[]): Listed {
    const key = `${kind} ${values.map((value) => `${value.length}:${value}`).join('')}`;
    const old = lists.get(key);
    if (old) return old;
    const value: Listed = { kind, id: made++, values, has: new Set(values) };
    lists.set(key, value);
    return value;
  }

  function sorted(kind: Listed['kind'], values: Iterable<string>): Listed {
    const distinct = [...new Set(values)];
    return list(kind, distinct.length === 1 ? distinct : distinct.sort(compareStrings));
  }

  /** Lists that grew too long become automata. */
  function only(values: readonly string[]): Text {
    return values.length <= FEW ? sorted('only', values) : regular(tree(values));
  }

  function except(values: readonly string[]): Text {
    return values.length <= FEW ? sorted('except', values) : complement(regular(tree(values)));
  }

  function tree(values: readonly string[]): Automaton {
    spend(
      meter,
      values.reduce((sum, text) => sum + text.length, 0),
    );
    return canonical(listing(values, letters));
  }

  /** From any automaton of the dimension's strings to the one form that its language has. */
  function regular(raw: Automaton): Text {
    const automaton = canonical(raw);
    const known = find(automaton);
    if (known) return known;
    const rest = shape ? canonical(product(universe, automaton, AND_NOT, meter)) : opposite(automaton);
    const [begins, avoids] = shape ? [] : [beginningOf(automaton), beginningOf(rest)];
    if (begins) return beginningText(begins);
    if (avoids) return complement(beginningText(avoids));
    if (count(automaton, FEW) <= FEW) return sorted('only', enumerate(automaton));
    if (count(rest, FEW) <= FEW) return sorted('except', enumerate(rest));
    const [here, there] = [intern(automaton), intern(rest)];
    opposites.set(here, there).set(there, here);
    return here;
  }

  /** Beginnings are known by their words: their automata are made only to be joined with others. */
  function beginningText(begins: Beginning): Text {
    if (begins.text === '' && begins.rest === 'anything') return all;
    return remembered(`${begins.rest} ${begins.text}`, () => {
      const here = simple({ ...begins, not: false }, () => beginning(begins, letters));
      const there = simple({ ...begins, not: true }, () => opposite(here.automaton));
      opposites.set(here, there).set(there, here);
      return here;
    });
  }

  function simple(begins: Regular['begins'] & {}, make: () => Automaton): Regular {
    let automaton: Automaton | undefined;
    return {
      kind: 'regular',
      id: made++,
      begins,
      get automaton() {
        automaton ??= make();
        return automaton;
      },
    };
  }

  function find(automaton: Automaton): Regular | undefined {
    return automata.get(hash(automaton))?.find((one) => same(one.automaton, automaton));
  }

  function intern(automaton: Automaton): Regular {
    const old = find(automaton);
    if (old) return old;
    const value: Regular = { kind: 'regular', id: made++, automaton };
    const key = hash(automaton);
    automata.set(key, [...(automata.get(key) ?? []), value]);
    return value;
  }

  function complement(a: Text): Text {
    const known = opposites.get(a);
    if (known || a.kind === 'regular') return known!;
    const other = list(a.kind === 'only' ? 'except' : 'only', a.values);
    opposites.set(a, other).set(other, a);
    return other;
  }

  function union(a: Text, b: Text): Text {
    if (a === b || b === none || a === all) return a;
    if (a === none || b === all) return b;
    if (a.kind === 'regular') return b.kind === 'regular' ? joined(OR, a, b) : withList(a, b);
    if (b.kind === 'regular') return withList(b, a);
    if (a.kind === 'only') return b.kind === 'only' ? only([...a.values, ...b.values]) : except(minus(b, a));
    return b.kind === 'only' ? except(minus(a, b)) : sorted('except', common(a, b));
  }

  function intersect(a: Text, b: Text): Text {
    if (a === b || b === all || a === none) return a;
    if (a === all || b === none) return b;
    if (a.kind === 'only')
      return sorted(
        'only',
        a.values.filter((text) => hasRest(b, text)),
      );
    if (b.kind === 'only')
      return sorted(
        'only',
        b.values.filter((text) => hasRest(a, text)),
      );
    if (a.kind === 'except' && b.kind === 'except') return except([...a.values, ...b.values]);
    if (a.kind === 'regular') return b.kind === 'regular' ? joined(AND, a, b) : cut(a, b as Listed);
    return cut(b as Regular, a);
  }

  function minus(a: Listed, b: Listed): string[] {
    return a.values.filter((text) => !b.has.has(text));
  }

  function common(a: Listed, b: Listed): string[] {
    return a.values.filter((text) => b.has.has(text));
  }

  function withList(a: Regular, b: Listed): Text {
    const missing = b.values.filter((text) => !accepts(a.automaton, text));
    if (b.kind === 'except') return except(missing);
    return missing.length === 0
      ? a
      : remembered(`|${a.id} ${b.id}`, () => regular(product(a.automaton, tree(missing), OR, meter)));
  }

  /** Without the strings that the other lacks. */
  function cut(a: Regular, b: Listed): Text {
    const extra = b.values.filter((text) => accepts(a.automaton, text));
    return extra.length === 0
      ? a
      : remembered(`-${a.id} ${b.id}`, () => regular(product(a.automaton, tree(extra), AND_NOT, meter)));
  }

  function joined(join: Join, a: Regular, b: Regular): Text {
    const [x, y] = a.id < b.id ? [a, b] : [b, a];
    if (opposites.get(x) === y) return join === OR ? all : none;
    const plain = a.begins && b.begins ? joinedPlainly(join, a, b) : undefined;
    if (plain) return plain;
    return remembered(`${join} ${x.id} ${y.id}`, () => regular(product(x.automaton, y.automaton, join, meter)));
  }

  /** Where one beginning holds the other, or they do not meet, no automaton is needed. */
  function joinedPlainly(join: Join, a: Regular, b: Regular): Text | undefined {
    if (join === OR) {
      const met = joinedPlainly(AND, complement(a) as Regular, complement(b) as Regular);
      return met && complement(met);
    }
    const how = relation(a.begins!, b.begins!);
    if (!a.begins!.not && !b.begins!.not) return how === 'disjoint' ? none : how === 'covers' ? b : a;
    if (a.begins!.not && b.begins!.not) return how === 'disjoint' ? undefined : how === 'covers' ? a : b;
    if (how === 'disjoint') return a.begins!.not ? b : a;
    return (how === 'covers') === a.begins!.not ? none : undefined;
  }

  function remembered(key: string, make: () => Text): Text {
    const old = results.get(key);
    if (old) return old;
    const value = make();
    results.set(key, value);
    return value;
  }

  function prefix(text: string, following: Beginning['rest'] = 'anything'): Text {
    if (start.startsWith(text) && following === 'anything') return all;
    const begins = { text: text.slice(start.length), rest: following };
    if (!text.startsWith(start) || !isOf(letters, text)) return none;
    if (shape === undefined) return beginningText(begins);
    return remembered(`${following} ${text}`, () => intersectRaw(beginning(begins, letters)));
  }

  function intersectRaw(automaton: Automaton): Text {
    return regular(product(automaton, universe, AND, meter));
  }

  function pattern(key: string, make: () => Pattern): Text {
    return remembered(key, () => {
      const whole = determinise(make(), letters, meter);
      const found = start === '' ? whole : after(whole, start);
      return shape ? intersectRaw(found) : regular(found);
    });
  }

  function regex(source: string): Text {
    return pattern(`/${source}`, () => {
      const read = parseRegex(source);
      if (typeof read === 'string') throw new Refused({ kind: 'bad-pattern', pattern: source, why: read });
      return read;
    });
  }

  function hasRest(a: Text, text: string): boolean {
    if (a.kind === 'only') return a.has.has(text);
    if (a.kind === 'regular' && a.begins) return isOf(letters, text) && begun(a.begins, text) !== a.begins.not;
    return a.kind === 'regular' ? accepts(a.automaton, text) : !a.has.has(text) && accepts(universe, text);
  }

  function witness(a: Text, preferred: readonly string[]): string | undefined {
    const found = preferred.find((text) => text.startsWith(start) && hasRest(a, text.slice(start.length)));
    const other = found === undefined ? plainest(a) : undefined;
    return found ?? (other === undefined ? undefined : start + other);
  }

  function plainest(a: Text): string | undefined {
    if (a.kind === 'only') return [...a.values].sort((x, y) => x.length - y.length || compareStrings(x, y))[0];
    if (a.kind === 'regular') return simplest(a.automaton);
    const candidate = simplest(universe)!;
    return a.has.has(candidate) ? simplest(product(universe, tree(a.values), AND_NOT, meter)) : candidate;
  }
}

function begun({ text, rest }: Beginning, whole: string): boolean {
  if (!whole.startsWith(text)) return false;
  return rest === 'anything' || whole.length === text.length || whole[text.length] === '/';
}
