import { absurd } from '../base/absurd.ts';
import type { PathMatch, StringMatch } from '../model/match.ts';
import { type Interned, unionOf } from './algebra.ts';
import { EVERYTHING, NOTHING, type Node } from './diagram/diagram.ts';
import { type Algebras, type DimensionName, RANK } from './dimensions.ts';
import type { Atom, Formula } from './formula.ts';
import { parseBlock } from './sets/addresses.ts';
import { YES } from './sets/booleans.ts';
import { pathOf, textOf } from './sets/matches.ts';
import type { Text, TextAlgebra } from './sets/texts.ts';
import type { Space } from './space.ts';
import { type Store, textsOf } from './store.ts';
import { channelOf, presence, standardClaim } from './vocabulary.ts';

/** The diagram of a formula. */
export function diagramOf(formula: Formula, space: Space): Node {
  const { diagrams } = space.store;
  switch (formula.kind) {
    case 'all':
      return EVERYTHING;
    case 'none':
      return NOTHING;
    case 'atom':
      return atomDiagram(standardClaim(formula.atom), space);
    case 'not':
      return diagrams.complement(diagramOf(formula.of, space));
    case 'or':
      return unionOf(diagrams.union, [NOTHING, ...alternatives(formula.of, space)]);
    case 'and':
      return unionOf(diagrams.intersect, [EVERYTHING, ...conjuncts(formula.of, space)]);
    default:
      return absurd(formula);
  }
}

/** Conditions on one dimension are joined there first. */
function alternatives(formulas: readonly Formula[], space: Space): readonly Node[] {
  const { singles, others } = sorted(formulas, 'union', space);
  return [...Array.from(singles, ([on, set]) => chain([[on, set]], space)), ...others];
}

/** Conditions on single values make one chain, last dimension first. */
function conjuncts(formulas: readonly Formula[], space: Space): readonly Node[] {
  const { singles, others } = sorted(formulas, 'intersect', space);
  return [chain([...singles], space), ...others];
}

function sorted(formulas: readonly Formula[], join: 'union' | 'intersect', space: Space) {
  const sets = new Map<DimensionName, Interned[]>();
  const others: Node[] = [];
  for (const formula of formulas) {
    const single = singleOf(formula, space);
    if (single === undefined) others.push(diagramOf(formula, space));
    else if (sets.has(single.on)) sets.get(single.on)!.push(single.set);
    else sets.set(single.on, [single.set]);
  }
  const joined = Array.from(sets, ([on, all]) => [on, unionOf(space.store.algebraAt(RANK[on])[join], all)] as const);
  return { singles: joined, others };
}

/** A formula about one dimension only. */
function singleOf(formula: Formula, space: Space): Single | undefined {
  if (formula.kind === 'atom') return singleSet(standardClaim(formula.atom), space);
  if (formula.kind === 'not') {
    const inner = singleOf(formula.of, space);
    const always = inner && RANK[inner.on] < RANK.http;
    return always ? { on: inner.on, set: space.store.algebraAt(RANK[inner.on]).complement(inner.set) } : undefined;
  }
  if (formula.kind !== 'or' && formula.kind !== 'and') return undefined;
  const parts = formula.of.map((one) => singleOf(one, space));
  const [first] = parts;
  if (!first || !parts.every((one) => one?.on === first.on)) return undefined;
  const { union, intersect } = space.store.algebraAt(RANK[first.on]);
  const sets = parts.map((one) => one!.set);
  return { on: first.on, set: unionOf(formula.kind === 'or' ? union : intersect, sets) };
}

function atomDiagram(atom: Atom, space: Space): Node {
  const single = singleSet(atom, space);
  if (single) return chain([[single.on, single.set]], space);
  const { diagrams } = space.store;
  if (atom.on === 'external') return diagrams.where(space.store.external(atom.provider).rank, YES);
  const { channel, match } = channelOf(atom)!;
  const values = textOf(match, textsOf(channel, space.store), presence(channel));
  return diagrams.intersect(given(channel.kind === 'header' ? 'http' : 'token', space), space.some(channel, values));
}

interface Single {
  readonly on: DimensionName;
  readonly set: Interned;
}

/** The values that a condition holds for, remembered by it. */
function named(match: PathMatch | StringMatch, texts: TextAlgebra, { named, algebras }: Store): Text {
  const isPath = texts === algebras.path;
  const set = isPath ? pathOf(match, texts) : textOf(match as StringMatch, texts);
  if (set.kind !== 'regular') return set;
  if (!named.has(texts)) named.set(texts, new Map());
  if (!named.get(texts)!.has(set)) named.get(texts)!.set(set, match);
  return set;
}

/** The set of values that an atom about a single value holds for. */
function singleSet(atom: Atom, { store }: Space): Single | undefined {
  const all = store.algebras;
  switch (atom.on) {
    case 'port':
      return { on: atom.on, set: all.ports.of([atom.port, atom.port + 1]) };
    case 'principal':
      return { on: atom.on, set: all.principal.of(false, named(atom.match, all.principals, store)) };
    case 'source-ip':
    case 'remote-ip':
    case 'destination-ip':
      return { on: atom.on, set: all.addresses.of(parseBlock(atom.cidr)) };
    case 'sni':
    case 'method':
    case 'host':
      return { on: atom.on, set: named(atom.match, all[atom.on], store) };
    case 'path':
      return { on: atom.on, set: named(atom.match, all.path, store) };
    case 'token':
      return { on: atom.on, set: all.place.of(false, placesSet(atom, all)) };
    case 'jwt-issuer':
      return { on: atom.on, set: named(atom.match, all.jwt, store) };
    case 'jwt-subject':
    case 'jwt-presenter':
      return { on: atom.on, set: all.optionalJwt.of(false, named(atom.match, all.jwt, store)) };
    default:
      return undefined;
  }
}

function placesSet({ places: named, found }: Extract<Atom, { on: 'token' }>, { places }: Algebras): Text {
  const sets = named.map((place) => (found ? foundIn(place, places) : textOf({ kind: 'exact', value: place }, places)));
  return unionOf(places.union, [places.none, ...sets]);
}

/** In the header that a proxy looks in, whatever else is around what it looks for. */
function foundIn(place: string, texts: TextAlgebra): Text {
  const [, header, prefix = ''] = /^([^:]+:) ?(.*)$/s.exec(place) ?? [];
  if (header === undefined) return textOf({ kind: 'exact', value: place }, texts);
  const inside = { kind: 'regex', value: `.*${prefix.replace(/[^A-Za-z0-9 ]/g, '\\$&')}.*` } as const;
  return texts.intersect(textOf({ kind: 'prefix', value: header }, texts), textOf(inside, texts));
}

/**
 * The points whose values are in each of these sets. HTTP's dimensions are there where HTTP is, those of a token where there
 * is one: elsewhere no condition on them holds.
 */
function chain(sets: readonly (readonly [DimensionName, Interned])[], { store: { diagrams, algebras } }: Space): Node {
  const last = Math.max(-1, ...sets.map(([on]) => RANK[on]));
  const links = sets.map(([on, set]) => [RANK[on], set] as const);
  if (last > RANK.http) links.push([RANK.http, YES]);
  if (last > RANK.token && !sets.some(([on]) => on === 'token')) links.push([RANK.token, someToken(algebras)]);
  links.sort(([a], [b]) => b - a);
  return links.reduce((then, [rank, set]) => diagrams.where(rank, set, then), EVERYTHING);
}

function given(what: 'http' | 'token', { store: { diagrams, algebras } }: Space): Node {
  const http = diagrams.where(RANK.http, YES);
  return what === 'http' ? http : diagrams.intersect(http, diagrams.where(RANK.token, someToken(algebras)));
}

/** A token, wherever it is. */
function someToken({ place, places }: Algebras): Interned {
  return place.of(false, places.all);
}
