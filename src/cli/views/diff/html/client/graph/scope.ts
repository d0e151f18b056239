import type { EdgeData, PageData } from '../../data.ts';
import { type Found, hasTerms, type Index, termsOf } from '../filter.ts';
import type { State } from '../state.ts';

/** The part of the graph that is looked at. */
export interface Part {
  /** What it is about. */
  readonly core: ReadonlySet<number>;
  /** What is there to show where the core stands; folded first. */
  readonly near: ReadonlySet<number>;
  /** Indices of edges, what changes first. */
  readonly edges: readonly number[];
}

/** The edges that a reader asked for, by scope, focus, search and filters. */
export function partOf(data: PageData, index: Index, state: State, found: Found): Part {
  if (state.focus !== '') return focused(data, state.focus);
  if (state.scope === 'mesh') return wholeMesh(data, index, state);
  const rows = new Set(found.rows);
  const isChanged = ({ state: of, rows: own }: EdgeData) => of !== 'same' && own.some((row) => rows.has(row));
  const changes = new Set(found.changes);
  const core = new Set([
    ...data.edges.flatMap((edge) => (isChanged(edge) ? [edge.from, edge.to] : [])),
    ...data.nodes.flatMap((node, i) => (node.changes.some((change) => changes.has(change)) ? [i] : [])),
  ]);
  const around = state.scope === 'around';
  return part(data, core, (edge) => isChanged(edge) || (around && (core.has(edge.from) || core.has(edge.to))));
}

const ARROW = '\n';

/** The calls of a node or of a namespace; of two of them, from one to the other. */
function focused(data: PageData, focus: string): Part {
  const [from = new Set<number>(), to] = focus.split(ARROW).map((id) => nodesOf(data, id));
  if (to === undefined) return part(data, from, (edge) => from.has(edge.from) || from.has(edge.to));
  return part(data, new Set([...from, ...to]), (edge) => from.has(edge.from) && to.has(edge.to));
}

export function between(from: string, to: string): string {
  return `${from}${ARROW}${to}`;
}

/** A focus in words. */
export function focusText({ nodes }: PageData, focus: string): string {
  const names = focus.split(ARROW).map((id) => nodes.find(({ key }) => key === id)?.name ?? id);
  return names.length > 1 ? names.join(' → ') : `from and to ${names[0]}`;
}

function nodesOf({ nodes }: PageData, id: string): ReadonlySet<number> {
  return new Set(nodes.flatMap(({ key, namespace }, i) => (key === id || namespaceId(namespace) === id ? [i] : [])));
}

export function namespaceId(namespace: string | undefined): string | undefined {
  return namespace === undefined ? undefined : `namespace ${namespace}`;
}

function wholeMesh(data: PageData, index: Index, { query }: State): Part {
  const terms = termsOf(query);
  const edges = changedFirst(
    data,
    data.edges.flatMap((_, i) => (hasTerms(index.edges[i]!, terms) ? i : [])),
  );
  const core = new Set(edges.flatMap((i) => [data.edges[i]!.from, data.edges[i]!.to]));
  return { core, near: new Set(), edges };
}

function part(data: PageData, core: ReadonlySet<number>, isIn: (edge: EdgeData) => boolean): Part {
  const edges = changedFirst(
    data,
    data.edges.flatMap((edge, i) => (isIn(edge) ? i : [])),
  );
  const ends = edges.flatMap((i) => [data.edges[i]!.from, data.edges[i]!.to]);
  return { core, near: new Set(ends.filter((node) => !core.has(node))), edges };
}

function changedFirst({ edges }: PageData, indices: readonly number[]): readonly number[] {
  const isSame = (i: number) => edges[i]!.state === 'same';
  return [...indices.filter((i) => !isSame(i)), ...indices.filter(isSame)];
}
