import type { AccessSet } from './access-set.ts';
import type { Interned } from './algebra.ts';
import { EVERYTHING, NOTHING, type Node } from './diagram/diagram.ts';
import { DIMENSIONS, type DimensionName } from './dimensions.ts';
import type { Store, Variable } from './store.ts';
import { variableWords, type Words, words } from './words.ts';

/** A part of a set: all requests that fulfil each condition. */
export interface Row {
  readonly conditions: readonly RowCondition[];
  /** The part as a set of its own, for a witness of it. */
  readonly set: AccessSet;
}

export type RowCondition =
  | { readonly on: DimensionName; readonly values: Words }
  /** Some value of the header, audience or claim is one of these; or, when `holds` is false, none is. */
  | { readonly on: 'variable'; readonly variable: Variable; readonly values?: Words; readonly holds: boolean };

/** Which values each dimension may have; by rank, those that matter. */
type Box = ReadonlyMap<number, Interned>;

/** A set in parts that do not overlap, few rather than many; undefined when there would be more than `most`. */
export function rows(access: AccessSet, most = 200): readonly Row[] | undefined {
  const { store } = access.space;
  const boxes: Box[] = [];
  for (const box of boxesOf(access.node, new Map())) if (boxes.push(box) > most * 10) return undefined;
  const merged = merge(boxes, store);
  return merged.length > most ? undefined : merged.map((box) => rowOf(box, access));
}

/** Each way through the diagram. */
function* boxesOf(node: Node, box: Box): Generator<Box> {
  if (node === NOTHING) return;
  if (node === EVERYTHING) yield box;
  for (const { set, to } of node.edges) yield* boxesOf(to, new Map(box).set(node.rank, set));
}

/** Joins boxes that differ in one dimension, until none do. */
function merge(boxes: readonly Box[], store: Store): readonly Box[] {
  let merged = boxes;
  for (let before = Infinity; merged.length < before; ) {
    before = merged.length;
    const ranks = [...new Set(merged.flatMap((box) => [...box.keys()]))].sort((a, b) => b - a);
    for (const rank of ranks) merged = mergeAlong(rank, merged, store);
  }
  return merged;
}

function mergeAlong(rank: number, boxes: readonly Box[], store: Store): readonly Box[] {
  const { all, union } = store.algebraAt(rank);
  const groups = new Map<string, Map<number, Interned>>();
  for (const box of boxes) {
    const key = [...box]
      .flatMap(([at, set]) => (at === rank ? [] : [`${at}:${set.id}`]))
      .sort()
      .join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, new Map(box));
    else group.set(rank, union(group.get(rank) ?? all, box.get(rank) ?? all));
  }
  for (const group of groups.values()) if (group.get(rank) === all) group.delete(rank);
  return [...groups.values()];
}

function rowOf(box: Box, { space }: AccessSet): Row {
  const { store } = space;
  const entries = [...box].sort(([a], [b]) => a - b);
  const node = entries.reduceRight((then, [rank, set]) => store.diagrams.where(rank, set, then), EVERYTHING);
  const conditions = entries.map(([rank, set]): RowCondition => {
    const variable = store.variables[rank - DIMENSIONS.length];
    if (variable === undefined) return { on: DIMENSIONS[rank]!, values: words(DIMENSIONS[rank]!, set, store) };
    const holds = store.algebraAt(rank).has(set, true);
    const values = variableWords(variable, store);
    return { on: 'variable', variable, holds, ...(values && { values }) };
  });
  return { conditions, set: { space, node } };
}
