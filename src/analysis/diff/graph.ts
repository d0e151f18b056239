import { groupBy, uniqueBy } from '../../base/order.ts';
import type { Graph, GraphEdge, GraphNode } from '../graph.ts';
import type { Carries } from '../matrix.ts';
import type { AccessDiff, AccessRow, Change, RowCaller, RowDestination } from './change.ts';

/** Who reaches whom in the head, with what the diff says of it, and with what the base alone had. */
export interface DiffGraph {
  readonly nodes: readonly DiffNode[];
  readonly edges: readonly DiffEdge[];
}

export type DiffState = 'same' | 'added' | 'removed' | 'changed';

export interface DiffNode {
  readonly key: string;
  readonly kind: GraphNode['kind'];
  readonly name: string;
  readonly state: DiffState;
  /** Fingerprints of the changes that are about it. */
  readonly changes: readonly string[];
}

export interface DiffEdge {
  readonly from: string;
  readonly to: string;
  readonly state: DiffState;
  /** What the head lets through, or the base where the head lets nothing through; none for all that is carried. */
  readonly requests: readonly string[];
  readonly carries: Carries;
  /** Fingerprints of the rows that are about it. */
  readonly rows: readonly string[];
}

/** The graphs of one target; absent where there is no model to make one of. */
export interface Sides {
  readonly base?: Graph;
  readonly head?: Graph;
}

/**
 * Rules say who may call whom in many ways, and rows say what changed exactly: so an edge is in another state than `same`
 * only where a row says so. What only the text of rules lost, others admit still, and it is left out.
 */
export function diffGraph({ access, changes }: AccessDiff, targets: readonly Sides[]): DiffGraph {
  const heads = targets.map(({ head }) => head);
  const bases = targets.map(({ base }) => base);
  const known = nodesOf([...heads, ...bases]);
  const [head, base] = [edgesOf(heads), edgesOf(bases)];
  const pairs = access.flatMap((row) => pairsOf(row, known));
  const touched = groupBy(pairs, ({ from, to }) => pairKey(from.key, to.key));
  const edges = [...new Set([...head.keys(), ...touched.keys()])].map((pair) =>
    edgeOf(touched.get(pair) ?? [], base.get(pair), head.get(pair)),
  );
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = uniqueBy([...known.values(), ...pairs.flatMap(({ from, to }) => [from, to])], ({ key }) => key);
  const about = groupBy(changes, ({ key }) => key);
  return {
    nodes: nodes.filter(({ key }) => ends.has(key)).map((node) => ({ ...node, ...changed(about.get(node.key) ?? []) })),
    edges,
  };
}

type Named = Pick<GraphNode, 'key' | 'kind' | 'name'>;

function changed(changes: readonly Change[]): Pick<DiffNode, 'state' | 'changes'> {
  const made = changes.find(({ kind, what }) => kind === 'workload' && what !== 'changed');
  return {
    state: made ? made.what : changes.length > 0 ? 'changed' : 'same',
    changes: changes.map(({ fingerprint }) => fingerprint),
  };
}

function nodesOf(graphs: readonly (Graph | undefined)[]): ReadonlyMap<string, Named> {
  const nodes = graphs.flatMap((graph) => graph?.nodes ?? []);
  return new Map(nodes.map(({ key, kind, name }) => [key, { key, kind, name }]));
}

function edgesOf(graphs: readonly (Graph | undefined)[]): ReadonlyMap<string, readonly GraphEdge[]> {
  const calls = graphs.flatMap((graph) => graph?.edges ?? []).filter(({ kind }) => kind === 'may-call');
  return groupBy(calls, ({ from, to }) => pairKey(from, to));
}

function pairKey(from: string, to: string): string {
  return `${from}\n${to}`;
}

interface Touched {
  readonly from: Named;
  readonly to: Named;
  readonly row: AccessRow;
}

/** More pairs than this of one row, and its callers are drawn as one. */
const MOST_PAIRS = 2_000;

function pairsOf(row: AccessRow, known: ReadonlyMap<string, Named>): readonly Touched[] {
  const places = uniqueBy(row.destinations, ({ key }) => key);
  const asOne = row.callers.length > 1 && row.callers.length * places.length > MOST_PAIRS;
  const callers = asOne ? [callersAsOne(row)] : row.callers.map((caller) => callerNode(caller, known));
  const destinations = places.map((place) => known.get(place.key) ?? destinationNode(place));
  return callers.flatMap((from) => destinations.map((to) => ({ from, to, row })));
}

function destinationNode({ key, name }: RowDestination): Named {
  return { key, kind: key.startsWith('gateway ') ? 'gateway' : 'service', name };
}

function callersAsOne({ callers, fingerprint }: AccessRow): Named {
  return { key: `callers ${fingerprint}`, kind: 'group', name: `${callers.length} callers` };
}

const KINDS = {
  service: 'service',
  gateway: 'gateway',
  identity: 'identity',
  namespace: 'group',
  'trust-domain': 'group',
  authenticated: 'group',
  anyone: 'group',
  outside: 'outside',
  anonymous: 'group',
  other: 'group',
} as const satisfies Record<RowCaller['kind'], GraphNode['kind']>;

/** A caller of a row is the same node as the caller of a rule that is called so. */
function callerNode({ kind, key, name }: RowCaller, known: ReadonlyMap<string, Named>): Named {
  const same = [key, `group ${key}`, `group ${name}`].find((candidate) => known.has(candidate)) ?? key;
  return known.get(same) ?? { key, kind: KINDS[kind], name };
}

function edgeOf(
  touched: readonly Touched[],
  base: readonly GraphEdge[] = [],
  head: readonly GraphEdge[] = [],
): DiffEdge {
  const rows = uniqueBy(
    touched.map(({ row }) => row),
    ({ fingerprint }) => fingerprint,
  );
  const rules = (head.length > 0 ? head : base).flatMap(({ grants }) => grants);
  const said = (rules.length > 0 ? rules : rows).map(({ requests }) => requests);
  const carried = rules.length > 0 ? rules.map(({ carries }) => carries) : rows.map(carriedIn);
  return {
    from: touched[0]?.from.key ?? head[0]!.from,
    to: touched[0]?.to.key ?? head[0]!.to,
    state: stateOf(rows, base.length > 0, head.length > 0),
    requests: said.some((requests) => requests.length === 0) ? [] : [...new Set(said.flat())],
    carries: carried.every((one) => one === carried[0]) ? carried[0]! : 'both',
    rows: rows.map(({ fingerprint }) => fingerprint),
  };
}

function carriedIn({ example }: AccessRow): Carries {
  return example.request.http ? 'requests' : 'bytes';
}

function stateOf(rows: readonly AccessRow[], before: boolean, after: boolean): DiffState {
  if (rows.length === 0) return 'same';
  if (!before && rows.every(({ effect }) => effect === 'allowed')) return 'added';
  if (!after && rows.every(({ effect }) => effect === 'denied')) return 'removed';
  return 'changed';
}
