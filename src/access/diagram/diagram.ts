import { type Algebra, type Interned, unionOf } from '../algebra.ts';
import { type Meter, spend } from '../meter.ts';

/**
 * A set of points with many dimensions, as a decision diagram: each node asks for one dimension, its edges share out all of
 * that dimension's values, and no two lead to the same node. Nodes are interned, so equal sets are one node.
 */
export interface Node extends Interned {
  /** The dimension asked for; those behind come later. Infinite for the two ends. */
  readonly rank: number;
  readonly edges: readonly Edge[];
}

export interface Edge {
  readonly set: Interned;
  readonly to: Node;
}

export type SomeAlgebra = Algebra<Interned, unknown>;

export const NOTHING: Node = { id: 0, rank: Infinity, edges: [] };
export const EVERYTHING: Node = { id: 1, rank: Infinity, edges: [] };

export interface Diagrams {
  /** All points whose value of one dimension is in a set. */
  readonly where: (rank: number, set: Interned) => Node;
  readonly union: (a: Node, b: Node) => Node;
  readonly intersect: (a: Node, b: Node) => Node;
  readonly complement: (a: Node) => Node;
  readonly difference: (a: Node, b: Node) => Node;
}

type Join = (a: Node, b: Node) => Node | undefined;

/** Ids stay below this, so that two make one key. */
const MOST_NODES = 2 ** 26;

export function diagrams(algebraOf: (rank: number) => SomeAlgebra, meter: Meter): Diagrams {
  const nodes = new Map<string, Node>();
  const complements = new Map<Node, Node>();
  const union = joiner((a, b) => {
    if (a === b || b === NOTHING || a === EVERYTHING) return a;
    return a === NOTHING || b === EVERYTHING ? b : undefined;
  });
  const intersect = joiner((a, b) => {
    if (a === b || b === EVERYTHING || a === NOTHING) return a;
    return a === EVERYTHING || b === NOTHING ? b : undefined;
  });
  return {
    where: (rank, set) =>
      node(rank, [
        { set, to: EVERYTHING },
        { set: algebraOf(rank).complement(set), to: NOTHING },
      ]),
    union,
    intersect,
    complement,
    difference: (a, b) => intersect(a, complement(b)),
  };

  /** Joins edges to the same node, leaves out the empty ones, and a node that decides nothing. */
  function node(rank: number, edges: readonly Edge[]): Node {
    const algebra = algebraOf(rank);
    const byNode = new Map<Node, Interned[]>();
    for (const { set, to } of edges) {
      if (set === algebra.none) continue;
      const sets = byNode.get(to);
      if (sets) sets.push(set);
      else byNode.set(to, [set]);
    }
    const joined = Array.from(byNode, ([to, sets]) => ({ to, set: unionOf(algebra.union, sets) }));
    return joined.length === 1 ? joined[0]!.to : interned(rank, joined);
  }

  function interned(rank: number, edges: readonly Edge[]): Node {
    const ordered = [...edges].sort((a, b) => a.to.id - b.to.id);
    const key = `${rank}:${ordered.map(({ set, to }) => `${set.id}>${to.id}`).join()}`;
    const old = nodes.get(key);
    if (old) return old;
    spend(meter, 10);
    const fresh: Node = { id: nodes.size + 2, rank, edges: ordered };
    nodes.set(key, fresh);
    return fresh;
  }

  function joiner(settled: Join): (a: Node, b: Node) => Node {
    const results = new Map<number, Node>();
    const join = (a: Node, b: Node): Node => {
      const known = settled(a, b);
      if (known) return known;
      const key = Math.min(a.id, b.id) * MOST_NODES + Math.max(a.id, b.id);
      const old = results.get(key);
      if (old) return old;
      const result = node(Math.min(a.rank, b.rank), joinEdges(a, b, join));
      results.set(key, result);
      return result;
    };
    return join;
  }

  function joinEdges(a: Node, b: Node, join: (a: Node, b: Node) => Node): readonly Edge[] {
    if (a.rank < b.rank) return a.edges.map(({ set, to }) => ({ set, to: join(to, b) }));
    if (b.rank < a.rank) return b.edges.map(({ set, to }) => ({ set, to: join(a, to) }));
    const { intersect: meet, none } = algebraOf(a.rank);
    const edges: Edge[] = [];
    spend(meter, a.edges.length * b.edges.length);
    for (const left of a.edges)
      for (const right of b.edges) {
        const set = meet(left.set, right.set);
        if (set !== none) edges.push({ set, to: join(left.to, right.to) });
      }
    return edges;
  }

  function complement(a: Node): Node {
    if (a === NOTHING) return EVERYTHING;
    if (a === EVERYTHING) return NOTHING;
    const old = complements.get(a);
    if (old) return old;
    const result = interned(
      a.rank,
      a.edges.map(({ set, to }) => ({ set, to: complement(to) })),
    );
    complements.set(a, result).set(result, a);
    return result;
  }
}
