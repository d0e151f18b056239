import type { Span } from '../../../base/span.ts';
import type { Cause, Change, Risk, Side } from '../change.ts';
import type { Meaning } from '../side.ts';
import type { Names } from '../words/names.ts';

/** A change in one target. */
export type FoundChange = Pick<Change, 'kind' | 'what' | 'subject' | 'key' | 'text' | 'causes' | 'risk'>;

/** Two sides of a target. Both are there: what a target that is new or gone has, rows and workloads tell. */
export interface Sides {
  readonly base: Meaning;
  readonly head: Meaning;
  readonly names: Names;
  /** Where the target is in production. */
  readonly production: boolean;
}

export const NO_RISK: Risk = { level: 'none', reasons: [] };

export function risk(level: Risk['level'], ...reasons: Risk['reasons']): Risk {
  return { level, reasons };
}

/** What says so on each side, where it is known. */
export function changeCauses(before: Span | string | undefined, after: Span | string | undefined): readonly Cause[] {
  const cause = (side: Side, at: Span | string, change: Cause['change']): Cause =>
    typeof at === 'string' ? { side, manifest: at, change } : { side, span: at, change };
  if (after !== undefined) return [cause('head', after, before === undefined ? 'added' : 'changed')];
  return before === undefined ? [] : [cause('base', before, 'removed')];
}

/** What happened to something that is there on one side, or on both. */
export function whatOf(before: unknown, after: unknown): Change['what'] {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
