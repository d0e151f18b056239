import type { AccessRow } from '../../../../analysis/diff/change.ts';
import { groupBy, uniqueBy } from '../../../../base/order.ts';
import { mermaidText } from '../../mermaid.ts';
import { few, listed, requestsOf } from '../words.ts';
import { bytesOf } from './fitting.ts';

/** GitHub draws 500 edges and 50,000 characters; a reader sees fewer. */
const SIZES = [30, 15, 7, 3, 1] as const;
/** As many ends of a row are drawn one by one; more are one node with their count. */
const APART = 3;
const LONGEST = 60;

/** Who calls or is called: the same service is one node in either part. */
interface End {
  readonly key: string;
  readonly name: string;
}

interface Edge {
  readonly from: End;
  readonly to: End;
  readonly effect: AccessRow['effect'];
  readonly requests: readonly string[];
}

const STYLES = {
  allowed: { arrow: '-->', sign: '+', style: 'stroke:#1a7f37,stroke-width:2px' },
  denied: { arrow: '-.->', sign: '−', style: 'stroke:#cf222e,stroke-width:2px' },
} as const;

export interface Drawn {
  readonly lines: readonly string[];
  /** How many edges are not drawn. */
  readonly left: number;
}

/** The changed edges as a Mermaid diagram, as many as there is room for; no lines when there is none. */
export function changedGraph(rows: readonly AccessRow[], bytes: number): Drawn {
  const groups = groupBy(rows.flatMap(edgesOf), ({ from, to, effect }) => JSON.stringify([from.key, to.key, effect]));
  const edges = Array.from(groups.values(), ([first, ...same]) => ({
    ...first,
    requests: [first, ...same].flatMap(({ requests }) => requests),
  }));
  for (const most of SIZES) {
    const lines = draw(edges.slice(0, most));
    if (bytesOf(lines.join('\n')) <= bytes) return { lines, left: Math.max(0, edges.length - most) };
  }
  return { lines: [], left: edges.length };
}

function draw(edges: readonly Edge[]): readonly string[] {
  const ends = uniqueBy(
    edges.flatMap(({ from, to }) => [from, to]),
    ({ key }) => key,
  );
  const ids = new Map(ends.map(({ key }, i) => [key, `n${i}`]));
  return [
    'flowchart LR',
    ...ends.map(({ key, name }) => `  ${ids.get(key)}["${label(name)}"]`),
    ...edges.map((edge) => edgeLine(edge, ids)),
    ...edges.map(({ effect }, i) => `  linkStyle ${i} ${STYLES[effect].style}`),
  ];
}

function edgesOf(row: AccessRow): Edge[] {
  const requests = requestsOf(row);
  const to = together(uniqueBy(row.destinations, ({ key }) => key));
  return together(row.callers).flatMap((from) => to.map((end) => ({ from, to: end, effect: row.effect, requests })));
}

function together(ends: readonly End[]): readonly End[] {
  if (ends.length <= APART) return ends;
  return [{ key: JSON.stringify(ends.map(({ key }) => key)), name: listed(ends.map(({ name }) => name)) }];
}

function edgeLine({ from, to, effect, requests }: Edge, ids: ReadonlyMap<string, string>): string {
  const { arrow, sign } = STYLES[effect];
  const { shown, left } = few([...new Set(requests)]);
  const words = [...shown, ...(left > 0 ? [`${left} more`] : [])].map(label).join('<br/>');
  return `  ${ids.get(from.key)} ${arrow}|"${mermaidText(sign)} ${words}"| ${ids.get(to.key)}`;
}

function label(text: string): string {
  const letters = Array.from(text);
  return mermaidText(letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join('')}…`);
}
