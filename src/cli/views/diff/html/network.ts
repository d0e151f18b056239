import type { DiffEdge, DiffGraph, DiffNode } from '../../../../analysis/diff/graph.ts';
import { ANYTHING } from '../../../../analysis/matrix-words.ts';
import { BOUNDS } from './bounds.ts';
import type { EdgeData, NodeData } from './data.ts';

/** Where in the page the rows and changes are that nodes and edges name by their fingerprints. */
export interface Listed {
  readonly rows: ReadonlyMap<string, number>;
  readonly changes: ReadonlyMap<string, number>;
}

export interface Network {
  readonly nodes: readonly NodeData[];
  readonly edges: readonly EdgeData[];
}

/** Nodes and edges by number; what changed is never left out for what did not. */
export function networkOf({ nodes, edges }: DiffGraph, { rows, changes }: Listed): Network {
  const kept = edges.length > BOUNDS.edges ? foremost(edges).slice(0, BOUNDS.edges) : edges;
  const numbers = new Map(nodes.map(({ key }, i) => [key, i]));
  return {
    nodes: nodes.map((node) => nodeData(node, changes)),
    edges: kept.flatMap((edge): EdgeData[] => {
      const [from, to] = [numbers.get(edge.from), numbers.get(edge.to)];
      if (from === undefined || to === undefined) return [];
      const { state, requests, carries } = edge;
      return [
        {
          ...{ from, to, state, anything: ANYTHING[carries] },
          requests: requests.slice(0, BOUNDS.names),
          rows: found(edge.rows, rows),
        },
      ];
    }),
  };
}

function foremost(edges: readonly DiffEdge[]): readonly DiffEdge[] {
  const same = ({ state }: DiffEdge) => state === 'same';
  return [...edges.filter((edge) => !same(edge)), ...edges.filter(same)];
}

function nodeData({ key, kind, name, state, changes }: DiffNode, listed: Listed['changes']): NodeData {
  const namespace = namespaceOf(key);
  return { key, kind, name, ...(namespace !== undefined && { namespace }), state, changes: found(changes, listed) };
}

/** Of `service bookinfo/reviews` and of `identity cluster.local/ns/bookinfo/sa/reviews`. */
function namespaceOf(key: string): string | undefined {
  return /^(?:service|gateway) ([^/]+)\//.exec(key)?.[1] ?? /^identity [^/]+\/ns\/([^/]+)\//.exec(key)?.[1];
}

function found(fingerprints: readonly string[], listed: ReadonlyMap<string, number>): readonly number[] {
  return fingerprints.flatMap((fingerprint) => listed.get(fingerprint) ?? []);
}
