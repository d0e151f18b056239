import type { Meaning } from '../../analysis/diff/diff.ts';
import type { Makes, ManifestFolder } from '../../compile.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { type SourceTree, textAt } from '../../load/source-tree.ts';
import { commitTree } from '../../revision/commit-tree.ts';
import type { Repository } from '../../revision/repository.ts';
import { findRevision } from '../../revision/revision.ts';
import type { Compared } from './report.ts';

/** One of the two that are compared, read. */
export type Side = PolicySide | ManifestSide;

interface Read {
  readonly compared: Compared;
  /** Where its files are: policies by their path in the project, manifests by that in their folder. */
  readonly tree: SourceTree;
}

export interface PolicySide extends Read {
  readonly from: 'policies';
  /** In the order of the configuration. */
  readonly meanings: ReadonlyMap<string, Meaning>;
  /** What each target becomes. */
  readonly makes: ReadonlyMap<string, Makes>;
  /** The policy files that took part. */
  readonly files: readonly string[];
  /** The folder of its output. */
  readonly out: string;
  /** What checks and guardrails say against it: `compile` would write nothing. */
  readonly errors: readonly Diagnostic[];
}

export interface ManifestSide extends Read {
  readonly from: 'manifests';
  readonly folders: readonly ManifestFolder[];
  /** It is the folder of one target, not of all. */
  readonly single: boolean;
}

/** What is compared, with the commit that the working tree is of, where its policies are those of that commit. */
export function comparedOf(side: Side, repository: Repository | undefined): Compared {
  const { compared } = side;
  if (compared.kind !== 'working-tree' || side.from !== 'policies' || !repository) return compared;
  const head = findRevision('HEAD', repository);
  if (!head) return compared;
  const tree = commitTree(head.commit, repository);
  const committed = side.files.every((file) => {
    const text = textAt(tree, file);
    return text !== undefined && text === textAt(side.tree, file);
  });
  return committed ? { ...compared, commit: head.commit } : compared;
}
