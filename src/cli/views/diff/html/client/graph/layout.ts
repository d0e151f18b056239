import { Graph, layout } from '@dagrejs/dagre';
import type { Drawing } from './fold.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  /** Of the middle. */
  readonly x: number;
  readonly y: number;
}

export interface Placed extends Size {
  readonly boxes: readonly Box[];
}

const MARGIN = 24;
const COLUMN_GAP = 64;
const LABEL_GAP = 20;
const ROW_GAP = 18;

/** Callers to the left of what they call, and room between columns for the longest label. */
export function placed({ units, links }: Drawing, sizes: readonly Size[], labelWidth: number): Placed {
  const graph = new Graph();
  graph.setGraph({
    ...{ rankdir: 'LR', ranker: 'longest-path', nodesep: ROW_GAP, marginx: MARGIN, marginy: MARGIN },
    ranksep: Math.max(COLUMN_GAP, Math.ceil(labelWidth) + LABEL_GAP),
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const i of units.keys()) graph.setNode(String(i), { ...sizes[i] });
  for (const { from, to } of links) if (from !== to) graph.setEdge(String(from), String(to));
  layout(graph);
  const boxes = units.map((_, i) => graph.node(String(i)) as unknown as Box);
  const { width = 0, height = 0 } = graph.graph() as Partial<Size>;
  return { boxes, width, height };
}
