import type { ByHand } from '../../analysis/by-hand.ts';
import type { Graph, GraphEdge, GraphNode } from '../../analysis/graph.ts';
import { ANYTHING } from '../../analysis/matrix-words.ts';
import { visible } from '../../diag/render/visible.ts';
import { byHandJson } from './by-hand.ts';
import { grantJson } from './matrix.ts';
import { mermaidText } from './mermaid.ts';

/** Nodes are numbered, so that names stand in labels only, where each format says how they are escaped. */
function numbered({ nodes }: Graph): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ key }, i) => [key, `n${i}`]));
}

const MOST_REQUESTS = 3;

function labelOf({ grants }: GraphEdge): readonly string[] {
  const said = grants.flatMap(({ requests, carries }) => (requests.length === 0 ? [ANYTHING[carries]] : requests));
  const requests = [...new Set(said)];
  const shown = requests.length > MOST_REQUESTS ? requests.slice(0, MOST_REQUESTS - 1) : requests;
  const rest = requests.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])];
}

const SHAPES = {
  service: ['[', ']'],
  gateway: ['{{', '}}'],
  outside: ['((', '))'],
  group: ['([', '])'],
  identity: ['>', ']'],
  address: ['[/', '/]'],
} as const satisfies Record<GraphNode['kind'], readonly [string, string]>;

export function graphMermaid(graph: Graph): string {
  const ids = numbered(graph);
  const nodes = graph.nodes.map(({ key, kind, name }) => {
    const [open, close] = SHAPES[kind];
    return `  ${ids.get(key)}${open}"${mermaidText(name)}"${close}`;
  });
  const edges = graph.edges.map((edge) => {
    const [from, to] = [ids.get(edge.from), ids.get(edge.to)];
    return edge.kind === 'member'
      ? `  ${from} -.->|"is of"| ${to}`
      : `  ${from} -->|"${labelOf(edge).map(mermaidText).join('<br/>')}"| ${to}`;
  });
  return `${['flowchart LR', ...nodes, ...edges].join('\n')}\n`;
}

const DOT_SHAPES = {
  service: 'box',
  gateway: 'hexagon',
  outside: 'circle',
  group: 'ellipse',
  identity: 'cds',
  address: 'parallelogram',
} as const satisfies Record<GraphNode['kind'], string>;

export function graphDot(graph: Graph): string {
  const ids = numbered(graph);
  const nodes = graph.nodes.map(
    ({ key, kind, name }) => `  ${ids.get(key)} [label=${dot([name])}, shape=${DOT_SHAPES[kind]}];`,
  );
  const edges = graph.edges.map((edge) => {
    const style = edge.kind === 'member' ? 'label="is of", style=dashed' : `label=${dot(labelOf(edge))}`;
    return `  ${ids.get(edge.from)} -> ${ids.get(edge.to)} [${style}];`;
  });
  return `${['digraph mesh {', '  rankdir=LR;', ...nodes, ...edges, '}'].join('\n')}\n`;
}

/** A quoted string of DOT: in labels a backslash begins an escape, so both it and the quote are escaped. */
function dot(lines: readonly string[]): string {
  const escaped = lines.map((line) => visible(line).replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
  return `"${escaped.join('\\n')}"`;
}

/** For programs; `version` changes when a field changes its meaning. */
export function graphJson(graph: Graph, byHand: ByHand, target: string): string {
  const nodes = graph.nodes.map(({ key, kind, name }) => ({ id: key, kind, name }));
  const edges = graph.edges.map(({ from, to, kind, grants }) => ({ from, to, kind, grants: grants.map(grantJson) }));
  return `${JSON.stringify({ version: 1, target, nodes, edges, ...byHandJson(byHand) }, null, 2)}\n`;
}
