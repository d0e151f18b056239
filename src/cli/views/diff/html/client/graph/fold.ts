import { groupBy } from '../../../../../../base/order.ts';
import type { NodeData, PageData, StateData } from '../../data.ts';
import { namespaceId, type Part } from './scope.ts';

/** What is drawn as one box: a node, or all of a namespace that is in view. */
export interface Unit {
  readonly id: string;
  readonly kind: NodeData['kind'] | 'namespace';
  readonly name: string;
  /** Beside the name: the namespace of a service, how many a namespace holds. */
  readonly note: string;
  readonly state: StateData;
  readonly members: readonly number[];
}

export interface Link {
  /** Indices of units. */
  readonly from: number;
  readonly to: number;
  readonly state: StateData;
  /** Indices of edges. */
  readonly edges: readonly number[];
}

export interface Drawing {
  readonly units: readonly Unit[];
  readonly links: readonly Link[];
  /** What there is no room for; the list has it. */
  readonly left: { readonly units: number; readonly links: number };
}

/** More than this nobody reads, and no browser lays out between two key strokes. */
export const MOST_UNITS = 40;
export const MOST_LINKS = 45;

export interface Folding {
  /** Whether what the part is about may be folded too, and not only what stands around it. */
  readonly core: boolean;
}

/** Puts a part of the graph into few enough boxes: namespaces are folded, those of neighbours first. */
export function folded(data: PageData, part: Part, folding: Folding): Drawing {
  const ids = idsOf(data, part, folding);
  const order = uniqueInOrder(part, ids, data);
  const kept = order.slice(0, MOST_UNITS);
  const members = membersOf(ids);
  return {
    units: kept.map((id) => unitOf(id, members.get(id) ?? [], data)),
    links: linksOf(data, part, ids, new Map(kept.map((id, i) => [id, i]))),
    left: { units: order.length - kept.length, links: 0 },
  };
}

/** As much of a drawing as lines can show: what changes, then the rest, and no box that is there for nothing. */
export function thinned({ units, links, left }: Drawing, { core }: Part): Drawing {
  if (links.length <= MOST_LINKS) return { units, links, left };
  const kept = links.slice(0, MOST_LINKS);
  const ends = new Set(kept.flatMap(({ from, to }) => [from, to]));
  const stays = units.map(({ members }, i) => ends.has(i) || members.some((member) => core.has(member)));
  const places = new Map(units.flatMap((_, i) => (stays[i] ? i : [])).map((i, place) => [i, place]));
  return {
    units: units.filter((_, i) => stays[i]),
    links: kept.map((link) => ({ ...link, from: places.get(link.from)!, to: places.get(link.to)! })),
    left: { units: left.units + units.length - places.size, links: links.length - kept.length },
  };
}

/** Whether lines would hide each other. */
export function isDense({ links }: Drawing, { all }: { readonly all: boolean }): boolean {
  return (all ? links : links.filter(({ state }) => state !== 'same')).length > MOST_LINKS;
}

/** Which box each node is in. */
function idsOf({ nodes }: PageData, { core, near }: Part, folding: Folding): ReadonlyMap<number, string> {
  const all = [...core, ...near];
  const ids = new Map(all.map((i) => [i, nodes[i]!.key]));
  let count = all.length;
  for (const group of folding.core ? [near, core] : [near]) {
    if (count <= MOST_UNITS) return ids;
    for (const [namespace, inside] of byNamespace(group, nodes)) {
      if (inside.length < 2) continue;
      for (const i of inside) ids.set(i, namespace);
      count -= inside.length - 1;
    }
  }
  return ids;
}

function byNamespace(group: ReadonlySet<number>, nodes: PageData['nodes']): ReadonlyMap<string, readonly number[]> {
  const all = groupBy(group, (i) => namespaceId(nodes[i]!.namespace) ?? '');
  all.delete('');
  return all;
}

/** Boxes in the order of their edges, which begin with what changes; then those that have none. */
function uniqueInOrder(
  { core, near, edges }: Part,
  ids: ReadonlyMap<number, string>,
  data: PageData,
): readonly string[] {
  const ends = edges.flatMap((i) => [data.edges[i]!.from, data.edges[i]!.to]);
  return [...new Set([...ends, ...core, ...near].map((i) => ids.get(i)!))];
}

function membersOf(ids: ReadonlyMap<number, string>): ReadonlyMap<string, number[]> {
  const members = new Map<string, number[]>();
  for (const [i, id] of ids) {
    const known = members.get(id);
    if (known) known.push(i);
    else members.set(id, [i]);
  }
  return members;
}

function unitOf(id: string, members: readonly number[], { nodes }: PageData): Unit {
  const [first] = members.map((i) => nodes[i]!);
  const state = joined(members.map((i) => nodes[i]!.state));
  if (first === undefined || first.key === id) {
    const { kind, name, namespace = '' } = first!;
    return { id, kind, name, note: kind === 'service' || kind === 'gateway' ? namespace : '', state, members };
  }
  return { id, kind: 'namespace', name: first.namespace ?? id, note: `${members.length} services`, state, members };
}

/** One line for all edges between two boxes, what changes first. */
function linksOf(
  { edges }: PageData,
  part: Part,
  ids: ReadonlyMap<number, string>,
  places: ReadonlyMap<string, number>,
): readonly Link[] {
  const pairs = new Map<number, { from: number; to: number; edges: number[] }>();
  for (const i of part.edges) {
    const [from, to] = [edges[i]!.from, edges[i]!.to].map((node) => places.get(ids.get(node)!));
    if (from === undefined || to === undefined) continue;
    const key = from * MOST_UNITS + to;
    const pair = pairs.get(key) ?? { from, to, edges: [] };
    pair.edges.push(i);
    pairs.set(key, pair);
  }
  return Array.from(pairs.values(), (pair) => ({ ...pair, state: joined(pair.edges.map((i) => edges[i]!.state)) }));
}

/** Of several: what all of them are, or changed. */
function joined(states: readonly StateData[]): StateData {
  const [first = 'same', ...others] = new Set(states);
  return others.length === 0 ? first : 'changed';
}
