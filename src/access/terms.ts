import type { Atom, Formula } from './formula.ts';

/**
 * Formulas as alternatives of conditions that hold together, in one order: a form in which what was merged differently, or
 * written in another order, is mostly the same text. Equal text is equal meaning; different text says nothing.
 */
export interface Normaliser {
  /** Undefined for a formula that has too many alternatives. */
  readonly keyOf: (formulas: readonly Formula[], port: number) => string | undefined;
}

/** Numbers of conditions, negated ones negative, in order. */
type Term = readonly number[];
type Terms = readonly Term[] | undefined;

const MOST = 100_000;
const NOTHING: Terms = [];
const EVERYTHING: Terms = [[]];

export function normaliser(): Normaliser {
  const numbers = new Map<string, number>();
  /** The ports that conditions on ports ask for. */
  const ports = new Map<number, number>();
  const known = new Map<Formula, Terms>();
  const texts = new Map<Formula, string>();

  const number = (atom: Atom): number => {
    const text = textOf(atom);
    const old = numbers.get(text);
    if (old !== undefined) return old;
    const fresh = numbers.size + 1;
    numbers.set(text, fresh);
    if (atom.on === 'port') ports.set(fresh, atom.port);
    return fresh;
  };
  const termsOf = (formula: Formula): Terms => {
    if (known.has(formula)) return known.get(formula);
    const found = terms(formula, true);
    known.set(formula, found);
    return found;
  };
  const terms = (formula: Formula, holds: boolean): Terms => {
    switch (formula.kind) {
      case 'all':
        return holds ? EVERYTHING : NOTHING;
      case 'none':
        return holds ? NOTHING : EVERYTHING;
      case 'not':
        return terms(formula.of, !holds);
      case 'atom': {
        const all = spelt(formula.atom).map(number);
        return holds ? all.map((one) => [one]) : [all.map((one) => -one).sort((a, b) => a - b)];
      }
      default: {
        const parts = formula.of.map((one) => terms(one, holds));
        return (formula.kind === 'and') === holds ? product(parts) : sum(parts);
      }
    }
  };
  const keyOf = (formula: Formula, port: number): string | undefined => {
    const found = termsOf(formula);
    if (found === undefined) return undefined;
    const asksPort = found.some((term) => term.some((one) => ports.has(Math.abs(one))));
    if (!asksPort) {
      const text = texts.get(formula) ?? print(found);
      texts.set(formula, text);
      return text;
    }
    return print(found.flatMap((term) => atPort(term, port)));
  };
  /** At one port, conditions on ports hold or do not. */
  const atPort = (term: Term, port: number): readonly Term[] => {
    const fails = term.some((one) => ports.has(Math.abs(one)) && (ports.get(Math.abs(one)) === port) !== one > 0);
    return fails ? [] : [term.filter((one) => !ports.has(Math.abs(one)))];
  };
  return {
    keyOf: (formulas, port) => {
      const parts = new Set<string>();
      for (const formula of formulas) {
        const text = keyOf(formula, port);
        if (text === undefined) return undefined;
        for (const one of text.split('\n')) parts.add(one);
      }
      return [...parts].sort().join('\n');
    },
  };
}

/** Most conditions are on one value; those on a named one have to tell the name too. */
function textOf(atom: Atom): string {
  if (!('match' in atom) || 'name' in atom || atom.on === 'jwt-claim') return JSON.stringify(atom);
  return `${atom.on} ${atom.match.kind} ${'value' in atom.match ? atom.match.value : ''}`;
}

/** Ways to say one thing that are many elsewhere: a prefix by segments is a path and a prefix of text. */
export function spelt(atom: Atom): readonly Atom[] {
  if (atom.on !== 'path' || !('value' in atom.match)) return [atom];
  const { kind, value } = atom.match;
  if (kind === 'template' && value.endsWith('/{**}') && /^[^{}]*\/\{\*\*\}$/.test(value))
    return [path('prefix', value.slice(0, -'{**}'.length))];
  return kind === 'prefix' && !value.endsWith('/') ? [path('exact', value), path('prefix', `${value}/`)] : [atom];
}

function path(kind: 'exact' | 'prefix', value: string): Atom {
  return { on: 'path', match: { kind, value } };
}

function sum(parts: readonly Terms[]): Terms {
  const all: Term[] = [];
  for (const part of parts) {
    if (part === undefined || all.length + part.length > MOST) return undefined;
    for (const term of part) all.push(term);
  }
  return all;
}

function product(parts: readonly Terms[]): Terms {
  let all: readonly Term[] = [[]];
  for (const part of parts) {
    if (part === undefined || all.length * part.length > MOST) return undefined;
    const [one, other] = [all[0], part[0]];
    const alone = one !== undefined && other !== undefined && all.length === 1 && part.length === 1;
    all = alone ? both(one, other) : all.flatMap((each) => part.flatMap((more) => both(each, more)));
  }
  return all;
}

/** Nothing holds together with its contrary. */
function both(a: Term, b: Term): readonly Term[] {
  if (a.length === 0) return [b];
  if (b.length === 0) return [a];
  const joined = [...a];
  for (const one of b) {
    if (a.includes(-one)) return [];
    if (!a.includes(one)) joined.push(one);
  }
  return [joined.sort((x, y) => x - y)];
}

function print(terms: readonly Term[]): string {
  return [...new Set(terms.map((term) => `${term.join(' ')};`))].sort().join('\n');
}
