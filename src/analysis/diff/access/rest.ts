import { EVERYTHING, NOTHING, type Node } from '../../../access/diagram/diagram.ts';
import { RANK } from '../../../access/dimensions.ts';
import { type Atom, and, type Formula, not } from '../../../access/formula.ts';
import { diagramOf } from '../../../access/formula-set.ts';
import type { Space } from '../../../access/space.ts';
import { compareStrings } from '../../../base/order.ts';
import { atomsIn } from './known.ts';

/** What is asked of tokens, headers and authorizers: conditions that have to hold together. */
export type Rest = readonly Formula[];

/** A condition that rules ask for, and the requests behind path and host that it holds for. */
interface Literal {
  readonly formula: Formula;
  readonly node: Node;
}

const MOST = 200;

/** How often a set is taken apart, and by how many conditions it is tried. */
const DEPTH = 2;
const TRIED = 6;

/**
 * Says a set that is asked for behind path and host: conditions of rules (or the contrary of some) that hold together, in as
 * many alternatives as it takes; undefined where that does not do.
 */
export function restWords(
  formulas: readonly Formula[],
  space: Space,
): (rest: Node, http: boolean) => readonly Rest[] | undefined {
  const { diagrams } = space.store;
  const found = new Map<string, readonly Rest[] | undefined>();
  const literals = new Map<boolean, readonly Literal[]>();
  return (rest, http) => {
    if (rest === EVERYTHING) return [[]];
    const key = `${rest.id} ${http}`;
    if (!found.has(key)) found.set(key, alternatives(rest, literalsAt(http), DEPTH));
    return found.get(key);
  };

  function literalsAt(http: boolean): readonly Literal[] {
    if (!literals.has(http)) literals.set(http, makeLiterals(http));
    return literals.get(http)!;
  }

  function makeLiterals(http: boolean): readonly Literal[] {
    const distinct = new Map<string, Formula>();
    for (const formula of formulas) for (const one of aboutRest(formula)) distinct.set(JSON.stringify(one), one);
    const all = [...distinct].sort(([a], [b]) => a.length - b.length || compareStrings(a, b)).slice(0, MOST);
    return all.flatMap(([, formula]) => {
      const node = behind(diagramOf(formula, space), http);
      if (node === EVERYTHING || node === NOTHING) return [];
      return [
        { formula, node },
        { formula: not(formula), node: diagrams.complement(node) },
      ];
    });
  }

  function alternatives(rest: Node, all: readonly Literal[], depth: number): readonly Rest[] | undefined {
    const whole = conjunction(rest, all) ?? contrary(rest, all);
    if (whole || depth === 0) return whole && [whole];
    let best: readonly Rest[] | undefined;
    for (const { node } of all.filter((_, i) => i % 2 === 0).slice(0, TRIED)) {
      const parts = [diagrams.intersect(rest, node), diagrams.difference(rest, node)];
      if (parts.includes(rest)) continue;
      const said = parts.map((part) => alternatives(part, all, depth - 1));
      if (said.includes(undefined)) continue;
      const sum = said.flatMap((one) => one!);
      if (best === undefined || sum.length < best.length) best = sum;
    }
    return best;
  }

  /** What is left when conditions do not hold together. */
  function contrary(rest: Node, all: readonly Literal[]): Rest | undefined {
    const others = conjunction(diagrams.complement(rest), all);
    return others && [not(and(...others))];
  }

  /** The fewest conditions that hold for the set and together for no more. */
  function conjunction(rest: Node, all: readonly Literal[]): Rest | undefined {
    const same = all.find(({ node }) => node === rest);
    if (same) return [same.formula];
    const holding = all.filter(({ node }) => diagrams.intersect(node, rest) === rest);
    const meet = (some: readonly Literal[]) =>
      some.reduce((sum, { node }) => diagrams.intersect(sum, node), EVERYTHING as Node);
    if (meet(holding) !== rest) return undefined;
    let kept = holding;
    for (const one of [...holding].reverse()) {
      const others = kept.filter((other) => other !== one);
      if (meet(others) === rest) kept = others;
    }
    return kept.map(({ formula }) => formula);
  }
}

/** What a diagram asks where there are requests, or none. */
function behind(node: Node, http: boolean): Node {
  if (node.rank !== RANK.http) return node;
  return node.edges.find(({ set }) => (set.id & (http ? 2 : 1)) !== 0)?.to ?? NOTHING;
}

/** The largest parts of a formula that are about nothing else, and their parts. */
function* aboutRest(formula: Formula): Generator<Formula> {
  if (formula.kind === 'all' || formula.kind === 'none') return;
  if ([...atomsIn(formula)].every(isRest)) yield formula.kind === 'not' ? formula.of : formula;
  if (formula.kind === 'not') yield* aboutRest(formula.of);
  else if (formula.kind !== 'atom') for (const one of formula.of) yield* aboutRest(one);
}

function isRest({ on }: Atom): boolean {
  return on === 'token' || on.startsWith('jwt-') || on === 'header' || on === 'external';
}
