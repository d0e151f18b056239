import { type Algebra, type Interned, unionOf } from '../algebra.ts';
import { type Meter, spend } from '../meter.ts';
import { pairs, UNKNOWN } from './pairs.ts';

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
  /** All points whose value of one dimension is in a set; those of `then`, which asks for later dimensions only. */
  readonly where: (rank: number, set: Interned, then?: Node) => Node;
  readonly union: (a: Node, b: Node) => Node;
  readonly intersect: (a: Node, b: Node) => Node;
  readonly complement: (a: Node) => Node;
  readonly difference: (a: Node, b: Node) => Node;
}

type Join = (a: Node, b: Node) => Node | undefined;

export function diagrams(algebraOf: (rank: number) => SomeAlgebra, meter: Meter): Diagrams {
  const nodes = new Map<string, Node>();
  const byId = [NOTHING, EVERYTHING];
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
    where: (rank, set, then = EVERYTHING) =>
      node(rank, [
        { set, to: then },
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
    if (edges.length === 2) return pair(rank, edges[0]!, edges[1]!, algebra);
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

  function pair(rank: number, a: Edge, b: Edge, { none }: SomeAlgebra): Node {
    if (a.to === b.to || b.set === none) return a.to;
    return a.set === none ? b.to : interned(rank, [a, b]);
  }

  function interned(rank: number, edges: readonly Edge[]): Node {
    const ordered = edges.length === 1 ? edges : [...edges].sort((a, b) => a.to.id - b.to.id);
    let key = `${rank}`;
    for (const { set, to } of ordered) key += `:${set.id}>${to.id}`;
    const old = nodes.get(key);
    if (old) return old;
    spend(meter, 60 + 4 * edges.length);
    const fresh: Node = { id: nodes.size + 2, rank, edges: ordered };
    nodes.set(key, fresh);
    byId.push(fresh);
    return fresh;
  }

  function joiner(settled: Join): (a: Node, b: Node) => Node {
    const results = pairs();
    const join = (a: Node, b: Node): Node => {
      const known = settled(a, b);
      if (known) return known;
      const [low, high] = [Math.min(a.id, b.id), Math.max(a.id, b.id)];
      const old = results.get(low, high);
      if (old !== UNKNOWN) return byId[old]!;
      const result = node(Math.min(a.rank, b.rank), joinEdges(a, b, join));
      results.set(low, high, result.id);
      return result;
    };
    return join;
  }

  function joinEdges(a: Node, b: Node, join: (a: Node, b: Node) => Node): readonly Edge[] {
    if (a.rank < b.rank) return a.edges.map(({ set, to }) => ({ set, to: join(to, b) }));
    if (b.rank < a.rank) return b.edges.map(({ set, to }) => ({ set, to: join(a, to) }));
    const { intersect: meet, none } = algebraOf(a.rank);
    const edges: Edge[] = [];
    spend(meter, 8 + 4 * a.edges.length * b.edges.length);
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
