import type { PathMatch, StringMatch } from '../model/match.ts';
import type { Interned } from './algebra.ts';
import { type DimensionName, RANK } from './dimensions.ts';
import { printAddress } from './sets/addresses.ts';
import type { Optional } from './sets/optional.ts';
import type { Ranges } from './sets/ranges.ts';
import type { Text, TextAlgebra } from './sets/texts.ts';
import { type Store, textsOf, type Variable } from './store.ts';

/** A set of values as one would say it. `orAbsent`: or there is none. */
export type Words = (
  | { readonly kind: 'one-of' | 'none-of'; readonly values: readonly string[] }
  /** Any of the matches, and none of the exceptions. */
  | { readonly kind: 'matching'; readonly any: readonly Match[]; readonly except: readonly Match[] }
  /** Too intricate to be said; one value of it. */
  | { readonly kind: 'like'; readonly example: string }
) & { readonly orAbsent?: true };

export type Match = StringMatch | PathMatch;

/** How many known conditions are tried to say a set with. */
const MANY = 300;

export function words(on: DimensionName, set: Interned, store: Store): Words {
  const { algebras } = store;
  switch (on) {
    case 'port':
      return { kind: 'one-of', values: spans((set as Ranges<number>).at, (at) => at - 1, String) };
    case 'source-ip':
    case 'remote-ip':
    case 'destination-ip':
      return { kind: 'one-of', values: spans((set as Ranges<bigint>).at, (at) => at - 1n, printAddress) };
    case 'http':
      return { kind: 'one-of', values: [set === store.algebraAt(RANK[on]).none ? 'no' : set.id === 2 ? 'yes' : 'no'] };
    case 'principal':
      return optional(set as Optional<Text>, algebras.principals, store);
    case 'token':
      return optional(set as Optional<Text>, algebras.places, store);
    case 'jwt-subject':
    case 'jwt-presenter':
      return optional(set as Optional<Text>, algebras.jwt, store);
    case 'jwt-issuer':
      return textWords(set as Text, algebras.jwt, store);
    default:
      return textWords(set as Text, algebras[on], store);
  }
}

/** The values that a variable is about. */
export function variableWords(variable: Variable, store: Store): Words | undefined {
  return variable.kind === 'cell' ? textWords(variable.cell, textsOf(variable.channel, store), store) : undefined;
}

function optional({ absent, some }: Optional<Text>, texts: TextAlgebra, store: Store): Words {
  return { ...textWords(some, texts, store), ...(absent && { orAbsent: true }) };
}

/** `80`, `8000-8080`: from switches, first and last of each stretch. */
function spans<N extends number | bigint>(at: readonly N[], before: (at: N) => N, print: (at: N) => string) {
  return at.flatMap((first, i) => {
    if (i % 2 === 1) return [];
    const last = before(at[i + 1]!);
    return [first === last ? print(first) : `${print(first)}-${print(last)}`];
  });
}

function textWords(set: Text, texts: TextAlgebra, store: Store): Words {
  if (set.kind === 'only') return { kind: 'one-of', values: texts.listed(set) };
  if (set.kind === 'except') return { kind: 'none-of', values: texts.listed(set) };
  const named = store.named.get(texts) ?? new Map<Text, Match>();
  const opposite = texts.complement(set);
  if (named.has(set)) return { kind: 'matching', any: [named.get(set)!], except: [] };
  if (named.has(opposite)) return { kind: 'matching', any: [], except: [named.get(opposite)!] };
  const known = named.size > MANY ? [] : [...named];
  return said(set, known, texts) ?? { kind: 'like', example: texts.witness(set, [])! };
}

/** The set as the smallest of what holds it less what avoids it, or as what lies in it. */
function said(set: Text, known: readonly (readonly [Text, Match])[], texts: TextAlgebra): Words | undefined {
  const any = cover(set, known, texts);
  if (any) return { kind: 'matching', any, except: [] };
  const around = known.filter(([one]) => texts.intersect(one, set) === set);
  for (const [one, match] of [...around, [texts.all, undefined] as const]) {
    const except = cover(texts.intersect(one, texts.complement(set)), known, texts, set);
    if (except) return { kind: 'matching', any: match ? [match] : [], except };
  }
  return undefined;
}

/** Conditions that hold for these values only (or, if `sparing` is given, for none of those), and together for all of them. */
function cover(
  set: Text,
  known: readonly (readonly [Text, Match])[],
  texts: TextAlgebra,
  sparing?: Text,
): readonly Match[] | undefined {
  const chosen: Match[] = [];
  let missing = set;
  const allowed = known.filter(([one]) =>
    sparing ? texts.intersect(one, sparing) === texts.none : texts.intersect(one, set) === one,
  );
  const inside = allowed.filter(([one]) => texts.intersect(one, set) === one);
  for (const [one, match] of [...inside, ...allowed.filter((one) => !inside.includes(one))]) {
    if (texts.intersect(one, missing) === texts.none) continue;
    if (allowed.some(([other]) => other !== one && texts.union(other, one) === other)) continue;
    chosen.push(match);
    missing = texts.intersect(missing, texts.complement(one));
  }
  return missing === texts.none ? chosen : undefined;
}
