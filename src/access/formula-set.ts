import { absurd } from '../base/absurd.ts';
import { type Interned, unionOf } from './algebra.ts';
import { EVERYTHING, NOTHING, type Node } from './diagram/diagram.ts';
import { type DimensionName, RANK } from './dimensions.ts';
import type { Atom, Formula } from './formula.ts';
import { parseBlock } from './sets/addresses.ts';
import { YES } from './sets/booleans.ts';
import { pathOf, textOf } from './sets/matches.ts';
import type { Space } from './space.ts';
import { textsOf } from './store.ts';
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
      return unionOf(diagrams.intersect, [
        EVERYTHING,
        ...formula.of.map((one) => diagramOf(one, space)).sort((a, b) => b.rank - a.rank),
      ]);
    default:
      return absurd(formula);
  }
}

/** Conditions on one dimension are joined there first. */
function alternatives(formulas: readonly Formula[], space: Space): readonly Node[] {
  const sets = new Map<DimensionName, Interned[]>();
  const others: Node[] = [];
  for (const formula of formulas) {
    const single = formula.kind === 'atom' ? singleSet(standardClaim(formula.atom), space) : undefined;
    if (single === undefined) others.push(diagramOf(formula, space));
    else sets.set(single.on, [...(sets.get(single.on) ?? []), single.set]);
  }
  const joined = Array.from(sets, ([on, all]) => guarded(on, unionOf(unionIn(on, space), all), space));
  return [...joined, ...others];
}

function atomDiagram(atom: Atom, space: Space): Node {
  const single = singleSet(atom, space);
  if (single) return guarded(single.on, single.set, space);
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

/** The set of values that an atom about a single value holds for. */
function singleSet(atom: Atom, { store }: Space): Single | undefined {
  const all = store.algebras;
  switch (atom.on) {
    case 'port':
      return { on: atom.on, set: all.ports.of([atom.port, atom.port + 1]) };
    case 'principal':
      return { on: atom.on, set: all.principal.of(false, textOf(atom.match, all.principals)) };
    case 'source-ip':
    case 'remote-ip':
    case 'destination-ip':
      return { on: atom.on, set: all.addresses.of(parseBlock(atom.cidr)) };
    case 'sni':
    case 'method':
    case 'host':
      return { on: atom.on, set: textOf(atom.match, all[atom.on]) };
    case 'path':
      return { on: atom.on, set: pathOf(atom.match, all.path) };
    case 'jwt-issuer':
      return { on: atom.on, set: textOf(atom.match, all.jwt) };
    case 'jwt-subject':
    case 'jwt-presenter':
      return { on: atom.on, set: all.optionalJwt.of(false, textOf(atom.match, all.jwt)) };
    default:
      return undefined;
  }
}

function unionIn(on: DimensionName, { store }: Space): (a: Interned, b: Interned) => Interned {
  return store.algebraAt(RANK[on]).union;
}

/** HTTP's dimensions are there where HTTP is, those of a token where there is one: elsewhere no condition on them holds. */
function guarded(on: DimensionName, set: Interned, space: Space): Node {
  const { diagrams } = space.store;
  const here = diagrams.where(RANK[on], set);
  if (RANK[on] < RANK.http) return here;
  return diagrams.intersect(given(RANK[on] > RANK.token ? 'token' : 'http', space), here);
}

function given(what: 'http' | 'token', { store: { diagrams } }: Space): Node {
  const http = diagrams.where(RANK.http, YES);
  return what === 'http' ? http : diagrams.intersect(http, diagrams.where(RANK.token, YES));
}
