// What the page shows: the command makes it, the script in the page reads it. Indices keep it small: a name that a thousand
// rows share is there once.

export interface PageData {
  readonly kind: 'diff' | 'graph';
  readonly title: string;
  /** What was compared. */
  readonly sides?: { readonly base: SideData; readonly head: SideData };
  /** How many files differ, in words. */
  readonly files?: string;
  readonly targets: readonly string[];
  readonly notes: readonly string[];
  readonly verdict?: VerdictData;
  /** Where sets of requests were too complex to be compared: `reviews:9080`. */
  readonly undecided: readonly string[];
  readonly callers: readonly NameData[];
  readonly places: readonly NameData[];
  readonly frames: readonly FrameData[];
  readonly rows: readonly RowData[];
  readonly changes: readonly ChangeData[];
  readonly nodes: readonly NodeData[];
  readonly edges: readonly EdgeData[];
  readonly totals: Totals;
}

/** How much there is, whatever of it is in the page. */
export interface Totals {
  readonly allowed: number;
  readonly denied: number;
  readonly changes: number;
  readonly edges: number;
  readonly risk: RiskData;
}

export interface SideData {
  readonly name: string;
  readonly commit?: string;
  readonly manifests: boolean;
}

export interface VerdictData {
  readonly failOn: readonly string[];
  readonly failing: number;
  readonly approved: number;
  readonly stale: readonly ApprovalData[];
}

export interface ApprovalData {
  readonly fingerprint: string;
  readonly reason: string;
  readonly owner: string;
  readonly at: string;
}

export interface NameData {
  /** For people: `productpage`, `reviews:9080`. */
  readonly name: string;
  /** The node of the graph, and what a search finds too: `service bookinfo/productpage`. */
  readonly key: string;
}

export type RiskData = 'none' | 'low' | 'medium' | 'high';

interface Told {
  /** Tells it apart in this page and in a link to it: the fingerprint where there is one. */
  readonly id: string;
  readonly causes: readonly CauseData[];
  readonly risk: RiskData;
  /** Why a reviewer should look twice, in words. */
  readonly reasons: readonly string[];
  /** Indices of `targets`. */
  readonly targets: readonly number[];
  readonly fingerprint?: string;
  /** What `--fail-on` says of it. */
  readonly failing?: true;
  readonly approval?: ApprovalData;
}

export interface RowData extends Told {
  /** `may`: not a difference but what holds. */
  readonly effect: 'allowed' | 'denied' | 'may';
  /** Indices of `callers` and `places`. */
  readonly callers: readonly number[];
  readonly places: readonly number[];
  /** Names, requests and the like that are not in the page. */
  readonly left?: number;
  readonly requests: readonly string[];
  readonly conditions: readonly string[];
  readonly example?: ExampleData;
}

export interface ExampleData {
  readonly text: string;
  /** What the request is, one fact a line: `method`, `GET`. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export interface ChangeData extends Told {
  readonly kind: string;
  readonly what: 'added' | 'removed' | 'changed';
  readonly subject: string;
  readonly key: string;
  readonly text: string;
}

export interface CauseData {
  /** `added in the head`. */
  readonly what: string;
  /** `policies/bookinfo.ts:35`, or a manifest. */
  readonly place: string;
  /** Where the line can be read: `https://…`. */
  readonly link?: string;
  readonly by?: string;
  /** Index of `frames`. */
  readonly frame?: number;
}

export interface FrameData {
  /** The number of the first line. */
  readonly from: number;
  /** The line that it is about. */
  readonly mark: number;
  readonly lines: readonly LineData[];
}

/** A line; in three parts where the middle one is what is meant. */
export type LineData = string | readonly [before: string, marked: string, after: string];

export type StateData = 'same' | 'added' | 'removed' | 'changed';

export interface NodeData {
  readonly key: string;
  readonly kind: 'service' | 'gateway' | 'identity' | 'group' | 'address' | 'outside';
  readonly name: string;
  readonly namespace?: string;
  readonly state: StateData;
  /** Indices of `changes`. */
  readonly changes: readonly number[];
}

export interface EdgeData {
  /** Indices of `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly state: StateData;
  /** None for everything: `anything` says of what. */
  readonly anything: string;
  readonly requests: readonly string[];
  /** Indices of `rows`. */
  readonly rows: readonly number[];
}
