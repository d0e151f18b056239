import type { AccessDiff, AccessRow, Change } from '../../analysis/diff/change.ts';
import type { DiffGraph } from '../../analysis/diff/graph.ts';
import type { Position } from '../../base/span.ts';

/** What `meshwright diff` found: every view of it is a function of this. */
export interface DiffReport {
  readonly diff: AccessDiff;
  readonly base: Compared;
  readonly head: Compared;
  /** How many files differ; absent where that was not looked at. */
  readonly files?: { readonly policies: number; readonly out: number };
  /** What a reader has to know first: `the policies of main do not compile: its out/ is compared instead`. */
  readonly notes: readonly string[];
  readonly verdict: Verdict;
  /** Who last wrote the line of a cause, by `printPosition`; only when it was asked for. */
  readonly authors?: ReadonlyMap<string, Author>;
  /** The text of a file of one side, to show lines of it; undefined where it cannot be read. */
  readonly textOf: (side: 'base' | 'head', file: string) => string | undefined;
  /** Who reaches whom, for those that draw it: by `diffGraph`, of the models where there are any. Made when it is asked for. */
  readonly graph?: () => DiffGraph;
}

/** One of the two that are compared. */
export interface Compared {
  readonly kind: 'revision' | 'working-tree' | 'folder';
  /** As it was asked for: `main`, `the working tree`, `out/prod-eu`. */
  readonly name: string;
  /** The whole hash of the commit. */
  readonly commit?: string;
  /** Whether policies were compiled, or manifests read. */
  readonly from: 'policies' | 'manifests';
}

export interface Author {
  readonly name: string;
  readonly commit: string;
}

/** What makes `diff` fail beside differences: `--fail-on`. */
export const FAIL_ON = ['widened', 'outside', 'risk:low', 'risk:medium', 'risk:high', 'any'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface Verdict {
  readonly failOn: readonly FailOn[];
  /** What `failOn` is about and nothing approves, by fingerprint. */
  readonly failing: readonly string[];
  readonly approved: readonly Approval[];
  /** Approvals of what does not change. */
  readonly stale: readonly Approval[];
}

/** `allow-change <fingerprint>` with a reason and an owner. */
export interface Approval {
  readonly fingerprint: string;
  readonly reason: string;
  readonly owner: string;
  readonly at: Position;
}

export type Row = AccessRow | Change;
