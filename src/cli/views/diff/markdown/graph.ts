import type { AccessRow } from '../../../../analysis/diff/change.ts';
import { groupBy } from '../../../../base/order.ts';
import { mermaidText } from '../../mermaid.ts';
import { callersOf, destinationsOf, few, listed, requestsOf } from '../words.ts';
import { bytesOf } from './fitting.ts';

/** GitHub draws 500 edges and 50,000 characters; a reader sees fewer. */
const SIZES = [30, 15, 7, 3, 1] as const;
/** As many ends of a row are drawn one by one; more are one node with their count. */
const APART = 3;
const LONGEST = 60;

interface Edge {
  readonly from: string;
  readonly to: string;
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
  const groups = groupBy(rows.flatMap(edgesOf), ({ from, to, effect }) => JSON.stringify([from, to, effect]));
  const edges = Array.from(groups.values(), ([first, ...same]) => ({
    ...first!,
    requests: [first!, ...same].flatMap(({ requests }) => requests),
  }));
  for (const most of SIZES) {
    const lines = draw(edges.slice(0, most));
    if (bytesOf(lines.join('\n')) <= bytes) return { lines, left: Math.max(0, edges.length - most) };
  }
  return { lines: [], left: edges.length };
}

function draw(edges: readonly Edge[]): readonly string[] {
  const ids = new Map([...new Set(edges.flatMap(({ from, to }) => [from, to]))].map((name, i) => [name, `n${i}`]));
  return [
    'flowchart LR',
    ...Array.from(ids, ([name, id]) => `  ${id}["${label(name)}"]`),
    ...edges.map((edge) => edgeLine(edge, ids)),
    ...edges.map(({ effect }, i) => `  linkStyle ${i} ${STYLES[effect].style}`),
  ];
}

function edgesOf(row: AccessRow): Edge[] {
  const { effect } = row;
  const requests = requestsOf(row);
  const ends = [callersOf(row), destinationsOf(row)].map((names) => (names.length > APART ? [listed(names)] : names));
  const [from = [], to = []] = ends;
  return from.flatMap((one) => to.map((other) => ({ from: one, to: other, effect, requests })));
}

function edgeLine({ from, to, effect, requests }: Edge, ids: ReadonlyMap<string, string>): string {
  const { arrow, sign } = STYLES[effect];
  const { shown, left } = few([...new Set(requests)]);
  const words = [...shown, ...(left > 0 ? [`${left} more`] : [])].map(label).join('<br/>');
  return `  ${ids.get(from)} ${arrow}|"${mermaidText(sign)} ${words}"| ${ids.get(to)}`;
}

function label(text: string): string {
  const letters = Array.from(text);
  return mermaidText(letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join('')}…`);
}
