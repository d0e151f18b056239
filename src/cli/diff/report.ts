import type { AccessDiff, AccessRow, Cause, Change, ChangeKind } from '../../analysis/diff/change.ts';
import type { DiffGraph } from '../../analysis/diff/graph.ts';
import { type Position, printPosition } from '../../base/span.ts';
import type { FailOn } from './choices.ts';

/** What `meshwright diff` found: every view of it is a function of this. */
export interface DiffReport {
  readonly diff: AccessDiff;
  readonly base: Compared;
  readonly head: Compared;
  /** How many files differ; absent where that was not looked at. */
  readonly files?: { readonly policies: number; readonly out: number };
  /** What a reader has to know first: `the policies of main do not compile: its out/ is compared instead`. */
  readonly notes: readonly string[];
  /** Kinds of changes that what was read does not tell: that there is none is not known. */
  readonly untold?: readonly ChangeKind[];
  readonly verdict: Verdict;
  /** Who last wrote the line of a cause, by `authorKey`; only when it was asked for. */
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
  /** Where its files are in the repository: `mesh/`; absent at the top, and where there is no repository. */
  readonly prefix?: string;
  /** Whether policies were compiled, or manifests read. */
  readonly from: 'policies' | 'manifests';
}

export interface Author {
  readonly name: string;
  /** Empty for a line that nobody committed yet; the name says so. */
  readonly commit: string;
}

/** Where the author of a cause is in `authors`: a line of the base is not that of the head. */
export function authorKey({ side, span }: Pick<Cause, 'side' | 'span'>): string {
  const at = span ? printPosition(span) : '';
  return side === 'head' ? at : `base ${at}`;
}

export interface Verdict {
  readonly failOn: readonly FailOn[];
  /** What `failOn` is about and nothing approves, by fingerprint. */
  readonly failing: readonly string[];
  /** Something could not be compared in time, which fails whatever `failOn` is about. */
  readonly undecided?: true;
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

export function isAccess(row: Row): row is AccessRow {
  return 'effect' in row;
}
