import type { AccessDiff } from '../../analysis/diff/change.ts';
import type { Meaning, TargetPair } from '../../analysis/diff/diff.ts';
import { type DiffGraph, diffGraph } from '../../analysis/diff/graph.ts';
import { type Graph, graph as graphOf } from '../../analysis/graph.ts';

/** Who reaches whom on both sides, worked out when a view draws it. */
export function graphFrom(diff: AccessDiff, pairs: readonly TargetPair[]): () => DiffGraph {
  return () =>
    diffGraph(
      diff,
      pairs.map(({ base, head }) => ({ ...drawn('base', base), ...drawn('head', head) })),
    );
}

function drawn(side: 'base' | 'head', meaning: Meaning | undefined): { readonly [side in 'base' | 'head']?: Graph } {
  return meaning?.model ? { [side]: graphOf(meaning.model) } : {};
}
