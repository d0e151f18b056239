import type { Interned } from '../../../access/algebra.ts';
import { NOTHING, type Node } from '../../../access/diagram/diagram.ts';
import { RANK } from '../../../access/dimensions.ts';
import type { Store } from '../../../access/store.ts';

/**
 * A part of a set of requests: which values each dimension may have, and what is asked of tokens, headers, and authorizers,
 * which is told as a whole.
 */
export interface Box {
  readonly sets: ReadonlyMap<number, Interned>;
  readonly rest: Node;
}

/** Dimensions that are told one by one; what comes behind is asked of a request together. */
const LAST = RANK.token;

/** A set in parts that do not overlap, few rather than many; undefined when there would be more than `most`. */
export function boxesOf(node: Node, store: Store, most: number): readonly Box[] | undefined {
  const boxes: Box[] = [];
  for (const box of ways(node, new Map())) if (boxes.push(box) > most * 10) return undefined;
  const merged = merge(boxes, store);
  return merged.length > most ? undefined : merged;
}

function* ways(node: Node, sets: ReadonlyMap<number, Interned>): Generator<Box> {
  if (node === NOTHING) return;
  if (node.rank >= LAST) yield { sets, rest: node };
  else for (const { set, to } of node.edges) yield* ways(to, new Map(sets).set(node.rank, set));
}

/** Joins boxes that differ in one dimension, or in what is asked behind all, until none do. */
function merge(boxes: readonly Box[], store: Store): readonly Box[] {
  let merged = boxes;
  for (let before = Infinity; merged.length < before; ) {
    before = merged.length;
    const ranks = [...new Set(merged.flatMap(({ sets }) => [...sets.keys()]))].sort((a, b) => b - a);
    merged = mergeRests(merged, store);
    for (const rank of ranks) merged = mergeAlong(rank, merged, store);
  }
  return merged;
}

function keyOf({ sets }: Box, without?: number): string {
  return [...sets]
    .flatMap(([rank, set]) => (rank === without ? [] : [`${rank}:${set.id}`]))
    .sort()
    .join();
}

function mergeRests(boxes: readonly Box[], { diagrams }: Store): readonly Box[] {
  const groups = new Map<string, Box>();
  for (const box of boxes) {
    const key = keyOf(box);
    const other = groups.get(key);
    groups.set(key, other ? { ...other, rest: diagrams.union(other.rest, box.rest) } : box);
  }
  return [...groups.values()];
}

function mergeAlong(rank: number, boxes: readonly Box[], store: Store): readonly Box[] {
  const { all, union } = store.algebraAt(rank);
  const groups = new Map<string, { readonly sets: Map<number, Interned>; readonly rest: Node }>();
  for (const box of boxes) {
    const key = `${box.rest.id} ${keyOf(box, rank)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { sets: new Map(box.sets), rest: box.rest });
    else group.sets.set(rank, union(group.sets.get(rank) ?? all, box.sets.get(rank) ?? all));
  }
  for (const { sets } of groups.values()) if (sets.get(rank) === all) sets.delete(rank);
  return [...groups.values()];
}

/** The box as a diagram. */
export function nodeOf({ sets, rest }: Box, { diagrams }: Store): Node {
  return [...sets].sort(([a], [b]) => b - a).reduce((then, [rank, set]) => diagrams.where(rank, set, then), rest);
}
