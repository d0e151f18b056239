import type { Destination } from '../../../access/destination.ts';
import { type Atom, atom, type Formula, or, refusedTokens } from '../../../access/formula.ts';
import { pathOf, textOf } from '../../../access/sets/matches.ts';
import type { Text, TextAlgebra } from '../../../access/sets/texts.ts';
import type { Store } from '../../../access/store.ts';
import type { PathMatch, StringMatch } from '../../../model/match.ts';

/** A condition on one value, with the values that it holds for: what a set of values is said with. */
export interface Known {
  readonly set: Text;
  readonly match: PathMatch | StringMatch;
  readonly formula: Formula;
}

/** A dimension of strings: its algebra, how a single value is said, and the conditions that somebody wrote. */
export interface Vocabulary {
  readonly texts: TextAlgebra;
  readonly exactly: (value: string) => Known;
  readonly known: readonly Known[];
}

export type Spoken = 'principal' | 'sni' | 'method' | 'host' | 'path';

/** What the rules of these destinations ask for. */
export interface Vocabularies {
  readonly of: (on: Spoken) => Vocabulary;
  readonly cidrs: (on: 'source-ip' | 'remote-ip' | 'destination-ip') => readonly string[];
  readonly formulas: readonly Formula[];
}

/** Everything that is asked for at destinations, and by further conditions. */
export function vocabularies(
  destinations: readonly Destination[],
  store: Store,
  further: readonly Formula[] = [],
): Vocabularies {
  const formulas = destinations
    .flatMap(({ policies, accepts = [] }) => [
      ...policies.flatMap(({ rules, provider }) => [
        ...rules.flatMap(({ http, tcp }) => [http, tcp]),
        ...(provider === undefined ? [] : [atom({ on: 'external', provider })]),
      ]),
      refusedTokens(accepts),
    ])
    .concat(further);
  const atoms = new Map<string, Atom>();
  for (const formula of formulas) for (const one of atomsIn(formula)) atoms.set(JSON.stringify(one), one);
  const made = new Map<Spoken, Vocabulary>();
  return {
    formulas,
    of: (on) => {
      if (!made.has(on)) made.set(on, vocabulary(on, [...atoms.values()], store));
      return made.get(on)!;
    },
    cidrs: (on) => [...atoms.values()].flatMap((one) => (one.on === on && 'cidr' in one ? [one.cidr] : [])),
  };
}

export function* atomsIn(formula: Formula): Generator<Atom> {
  if (formula.kind === 'atom') yield formula.atom;
  else if (formula.kind === 'not') yield* atomsIn(formula.of);
  else if ('of' in formula) for (const one of formula.of) yield* atomsIn(one);
}

function vocabulary(on: Spoken, atoms: readonly Atom[], { algebras }: Store): Vocabulary {
  const texts = on === 'principal' ? algebras.principals : algebras[on];
  const matches = atoms.flatMap((one) => (one.on === on && 'match' in one ? [one.match] : []));
  const simple = matches.filter(({ kind }) => kind !== 'exact' && kind !== 'present').map((match) => known(on, match));
  return {
    texts,
    exactly: (value) => known(on, { kind: 'exact', value }),
    known: [...(on === 'host' ? hosts(matches as readonly StringMatch[]) : []), ...simple, ...segments(on, matches)],
  };

  function known(on: Spoken, match: PathMatch | StringMatch): Known {
    const set = on === 'path' ? pathOf(match, texts) : textOf(match as StringMatch, texts);
    return { set, match, formula: atom({ on, match } as Atom) };
  }

  /** Manifests say a prefix by segments in two: `/static` and `/static/*`. */
  function segments(on: Spoken, matches: readonly (PathMatch | StringMatch)[]): readonly Known[] {
    if (on !== 'path') return [];
    return matches.flatMap((match) =>
      match.kind === 'prefix' && /.\/$/.test(match.value)
        ? [known(on, { kind: 'prefix', value: match.value.slice(0, -1) })]
        : [],
    );
  }

  /** A host of a policy stands for its authorities, with a port or without. */
  function hosts(matches: readonly StringMatch[]): readonly Known[] {
    const suffixes = matches.flatMap((match) => (match.kind === 'suffix' ? [match.value] : []));
    const names = matches.flatMap((match) => (match.kind === 'exact' ? [match.value] : []));
    return [
      ...[...new Set(names)].map((name) =>
        joined(name, [
          { kind: 'exact', value: name },
          { kind: 'prefix', value: `${name}:` },
        ]),
      ),
      ...[...new Set(suffixes)].flatMap((domain) => {
        const ported = suffixes.filter((one) => one.startsWith(`${domain}:`));
        if (/:\d+$/.test(domain)) return [];
        return [
          joined(
            `*${domain}`,
            [domain, ...ported].map((value) => ({ kind: 'suffix', value })),
          ),
        ];
      }),
    ];
  }

  function joined(name: string, matches: readonly StringMatch[]): Known {
    const parts = matches.map((match) => known('host', match));
    return {
      set: parts.map(({ set }) => set).reduce(texts.union),
      match: { kind: 'exact', value: name },
      formula: or(...parts.map(({ formula }) => formula)),
    };
  }
}
