import type { DiffGraph } from '../../../../analysis/diff/graph.ts';
import { diffGraph } from '../../../../analysis/diff/graph.ts';
import type { Graph } from '../../../../analysis/graph.ts';
import { nodeKey } from '../../../../analysis/graph.ts';
import type { Grant } from '../../../../analysis/matrix.ts';
import { ANYTHING } from '../../../../analysis/matrix-words.ts';
import { loadLocator } from '../../../../diag/locate.ts';
import { atPosition } from '../../../locate.ts';
import type { Place } from '../places.ts';
import { BOUNDS } from './bounds.ts';
import { type Causes, causesOf } from './causes.ts';
import type { PageData, RowData } from './data.ts';
import { htmlDocument } from './document.ts';
import { interned, type Names, nameIndex } from './interned.ts';
import { networkOf } from './network.ts';

/** Who may call whom in one target, as a page of its own: the page of `diff` when nothing changes. */
export async function htmlGraph(graph: Graph, target: string, textOf: TextOf): Promise<string> {
  return htmlDocument(graphPageData(graph, target, textOf, await placesIn(graph, textOf)));
}

type TextOf = (file: string) => string | undefined;

/** The exact text that a rule is; parsed only when there are rules. */
async function placesIn({ edges }: Graph, textOf: TextOf): Promise<Place> {
  if (!edges.some(({ grants }) => grants.length > 0)) return () => undefined;
  const locate = await loadLocator();
  return ({ span }) => {
    const text = span && textOf(span.file);
    return text === undefined ? undefined : (locate(text, span!) ?? atPosition(span!));
  };
}

function graphPageData(graph: Graph, target: string, textOf: TextOf, placeOf: Place): PageData {
  const [callers, places, causes] = [
    interned<PageData['callers'][0]>(),
    interned<PageData['places'][0]>(),
    causesOf({ textOf: (_, file) => textOf(file) }, { placeOf }),
  ];
  const grants = graph.edges.flatMap((edge) => edge.grants);
  const rows = grants.slice(0, BOUNDS.rows).map((grant, i) => grantRow(grant, `${i}`, { callers, places, causes }));
  const drawn: DiffGraph = diffGraph({ targets: [target], access: [], changes: [], undecided: [] }, [{ head: graph }]);
  const network = networkOf(drawn, { rows: new Map(), changes: new Map() });
  return {
    kind: 'graph',
    title: target,
    targets: [target],
    ...{ notes: [], undecided: [], changes: [] },
    rows,
    ...network,
    edges: withRows(network, grants.slice(0, BOUNDS.rows)),
    callers: callers.list,
    places: places.list,
    frames: causes.frames,
    totals: { allowed: grants.length, denied: 0, changes: 0, edges: drawn.edges.length, risk: 'none' },
  };
}

interface Shared {
  readonly callers: Names;
  readonly places: Names;
  readonly causes: Causes;
}

function grantRow(grant: Grant, id: string, shared: Shared): RowData {
  const { from, to, toName, ports, requests, carries, when, less, span } = grant;
  const denials = less.map(({ span }) => ({ side: 'head', span, change: 'changed' }) as const);
  return {
    id,
    effect: 'may',
    callers: [nameIndex(shared.callers, { name: from.name, key: from.key })],
    places: ports.map((port) => nameIndex(shared.places, { name: `${toName}:${port}`, key: nodeKey(to) })),
    requests: requests.length === 0 ? [ANYTHING[carries]] : requests.slice(0, BOUNDS.names),
    conditions: when,
    causes: [
      ...(span
        ? shared.causes.of([{ side: 'head', span, change: 'added' }]).map((cause) => ({ ...cause, what: 'allowed by' }))
        : []),
      ...shared.causes.of(denials).map((cause) => ({ ...cause, what: 'less what is denied by' })),
    ],
    ...{ risk: 'none', reasons: [], targets: [0] },
  };
}

/** An edge is of the grants between its ends. */
function withRows({ nodes, edges }: Pick<PageData, 'nodes' | 'edges'>, grants: readonly Grant[]): PageData['edges'] {
  const rows = new Map<string, number[]>();
  for (const [i, { from, to }] of grants.entries()) {
    const pair = `${from.key}\n${nodeKey(to)}`;
    rows.set(pair, [...(rows.get(pair) ?? []), i]);
  }
  return edges.map((edge) => ({ ...edge, rows: rows.get(`${nodes[edge.from]!.key}\n${nodes[edge.to]!.key}`) ?? [] }));
}
