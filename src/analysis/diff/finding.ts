import type { AccessRow, Cause, RiskReason, RowCaller, RowDestination } from './change.ts';

/** What changes at one port of one destination in one target: rows are made of these. */
export interface Finding {
  readonly target: string;
  readonly effect: AccessRow['effect'];
  readonly callers: readonly RowCaller[];
  readonly requests: readonly string[];
  readonly conditions: readonly string[];
  readonly destination: RowDestination;
  readonly example: AccessRow['example'];
  readonly causes: readonly Cause[];
  readonly reasons: ReadonlySet<RiskReason>;
}
