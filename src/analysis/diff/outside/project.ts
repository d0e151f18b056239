import { unionOf } from '../../../access/algebra.ts';
import { NOTHING, type Node } from '../../../access/diagram/diagram.ts';
import type { Store } from '../../../access/store.ts';

/** The points of a set without some of their dimensions: what is possible for any value of these. */
export function project(node: Node, isHidden: (rank: number) => boolean, { diagrams }: Store): Node {
  const known = new Map<Node, Node>();
  const visit = (at: Node): Node => {
    if (at.edges.length === 0) return at;
    const old = known.get(at);
    if (old) return old;
    const open = at.edges.filter(({ to }) => to !== NOTHING);
    const parts = open.map(({ set, to }) => (isHidden(at.rank) ? visit(to) : diagrams.where(at.rank, set, visit(to))));
    const made = parts.length === 0 ? NOTHING : unionOf(diagrams.union, parts);
    known.set(at, made);
    return made;
  };
  return visit(node);
}
