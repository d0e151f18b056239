import type { AccessRow, Change } from '../../../../analysis/diff/change.ts';
import { requestFacts } from '../../../../analysis/request-facts.ts';
import { printPosition } from '../../../../base/span.ts';
import type { Approval, DiffReport, Row } from '../../../diff/report.ts';
import { KINDS, REASONS, requestsOf } from '../words.ts';
import { BOUNDS } from './bounds.ts';
import type { Causes } from './causes.ts';
import type { ApprovalData, ChangeData, RowData } from './data.ts';
import { type Names, nameIndex } from './interned.ts';

/** What rows have in common with each other, told once. */
export interface Shared {
  readonly callers: Names;
  readonly places: Names;
  readonly causes: Causes;
  readonly targets: ReadonlyMap<string, number>;
  readonly failing: ReadonlySet<string>;
  readonly approvals: ReadonlyMap<string, Approval>;
}

export function sharedOf({ diff, verdict }: DiffReport, parts: Pick<Shared, 'callers' | 'places' | 'causes'>): Shared {
  return {
    ...parts,
    targets: new Map(diff.targets.map((target, i) => [target, i])),
    failing: new Set(verdict.failing),
    approvals: new Map(verdict.approved.map((approval) => [approval.fingerprint, approval])),
  };
}

export function rowData(row: AccessRow, shared: Shared): RowData {
  const callers = row.callers.slice(0, BOUNDS.names);
  const places = row.destinations.slice(0, BOUNDS.names);
  const requests = requestsOf(row).slice(0, BOUNDS.names);
  const conditions = row.conditions.slice(0, BOUNDS.names);
  const left =
    row.callers.length -
    callers.length +
    (row.destinations.length - places.length) +
    Math.max(0, row.requests.length - requests.length) +
    (row.conditions.length - conditions.length);
  return {
    effect: row.effect,
    callers: callers.map(({ name, key }) => nameIndex(shared.callers, { name, key })),
    places: places.map(({ name, port, key }) => nameIndex(shared.places, { name: `${name}:${port}`, key })),
    ...(left > 0 && { left }),
    requests,
    conditions,
    example: { text: row.example.text, facts: requestFacts(row.example.request) },
    ...told(row, shared),
  };
}

export function changeData(change: Change, shared: Shared): ChangeData {
  const { kind, what, subject, key, text } = change;
  return { kind: KINDS[kind], what, subject, key, text, ...told(change, shared) };
}

function told(
  { causes, risk, targets, fingerprint }: Row,
  shared: Shared,
): Omit<ChangeData, 'kind' | 'what' | 'subject' | 'key' | 'text'> {
  const approval = shared.approvals.get(fingerprint);
  return {
    id: fingerprint,
    fingerprint,
    causes: shared.causes.of(causes),
    risk: risk.level,
    reasons: risk.reasons.map((reason) => REASONS[reason]),
    targets: targets.flatMap((target) => shared.targets.get(target) ?? []),
    ...(shared.failing.has(fingerprint) && { failing: true }),
    ...(approval && { approval: approvalData(approval) }),
  };
}

export function approvalData({ fingerprint, reason, owner, at }: Approval): ApprovalData {
  return { fingerprint, reason, owner, at: printPosition(at) };
}
