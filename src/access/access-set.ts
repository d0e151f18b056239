import { invariant } from '../base/absurd.ts';
import { EVERYTHING, NOTHING, type Node } from './diagram/diagram.ts';
import { DIMENSIONS, pointOf } from './dimensions.ts';
import type { Formula } from './formula.ts';
import { diagramOf } from './formula-set.ts';
import { Refused } from './meter.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { Request } from './request.ts';
import type { Space } from './space.ts';
import { answer, type Store } from './store.ts';

/** An exact set of requests. Two of one store are equal exactly when their nodes are one. */
export interface AccessSet {
  readonly space: Space;
  readonly node: Node;
}

/** Steps of work after which a question is too complex: a second or so. */
export const REASONABLE = 12_000_000;

/** Answers within bounds, or says why there is no answer. What was worked out until then is kept. */
export function attempt<T>(store: Store, work: () => T, steps = REASONABLE): T | Refusal {
  const { meter } = store;
  const before = meter.left;
  const given = Math.min(before, steps);
  meter.left = given;
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  } finally {
    // What was spent here was spent for whoever attempts more around it.
    meter.left = before - (given - Math.max(meter.left, 0));
  }
}

export function nothing(space: Space): AccessSet {
  return { space, node: NOTHING };
}

export function everything(space: Space): AccessSet {
  return { space, node: EVERYTHING };
}

/** The requests that a formula holds for. Header, audience and claim conditions must be among those of the space. */
export function formulaToSet(formula: Formula, space: Space): AccessSet | Refusal {
  const node = attempt(space.store, () => diagramOf(formula, space));
  return isRefusal(node) ? node : { space, node };
}

function together(a: AccessSet, b: AccessSet): Space {
  const asked = a.space === b.space || a.space.id === b.space.id;
  invariant(a.space.store === b.space.store && asked, 'sets of two spaces cannot be compared');
  return a.space;
}

export function equal(a: AccessSet, b: AccessSet): boolean {
  together(a, b);
  return a.node === b.node;
}

export function isEmpty({ node }: AccessSet): boolean {
  return node === NOTHING;
}

export function union(a: AccessSet, b: AccessSet): AccessSet {
  const space = together(a, b);
  return { space, node: space.store.diagrams.union(a.node, b.node) };
}

export function intersect(a: AccessSet, b: AccessSet): AccessSet {
  const space = together(a, b);
  return { space, node: space.store.diagrams.intersect(a.node, b.node) };
}

/** What is in the first, and not in the second. */
export function difference(a: AccessSet, b: AccessSet): AccessSet {
  const space = together(a, b);
  return { space, node: space.store.diagrams.difference(a.node, b.node) };
}

export function complement({ space, node }: AccessSet): AccessSet {
  return { space, node: space.store.diagrams.complement(node) };
}

export function has({ space: { store }, node }: AccessSet, request: Request): boolean {
  const point = pointOf(request);
  let at = node;
  while (at.edges.length > 0) {
    const { rank, edges } = at;
    const variable = store.variables[rank - DIMENSIONS.length];
    const value = variable ? answer(variable, request, store) : point[rank];
    const edge = edges.find(({ set }) => store.algebraAt(rank).has(set, value));
    if (edge === undefined) return false;
    at = edge.to;
  }
  return at === EVERYTHING;
}
