import type { AccessRow, Cause, Change, Undecided } from '../../../analysis/diff/change.ts';
import type { Position, Span } from '../../../base/span.ts';
import { type Approval, authorKey, type Compared, type DiffReport, type Row } from '../../diff/report.ts';
import { standingOf } from './standing.ts';
import { summaryOf } from './summary.ts';

/** Raised when a field changes its meaning or goes; a new field is no new version. docs/schemas/diff-1.json describes it. */
const VERSION = 1;

/** For programs. What there is none of is left out or an empty list, never null. */
export function diffJson(report: DiffReport, meshwright: string): string {
  const { base, head, diff, files, notes, verdict } = report;
  const printed = {
    version: VERSION,
    meshwright,
    base: comparedJson(base),
    head: comparedJson(head),
    targets: diff.targets,
    ...(files && { files: { policies: files.policies, out: files.out } }),
    notes,
    summary: summaryOf(report),
    access: diff.access.map((row) => accessJson(row, report)),
    changes: diff.changes.map((change) => changeJson(change, report)),
    undecided: diff.undecided.map(undecidedJson),
    failOn: verdict.failOn,
    staleApprovals: verdict.stale.map(approvalJson),
  };
  return `${JSON.stringify(printed, undefined, 2)}\n`;
}

function comparedJson({ kind, name, commit, prefix, from }: Compared) {
  return { kind, name, ...(commit !== undefined && { commit }), ...(prefix !== undefined && { prefix }), from };
}

function accessJson(row: AccessRow, report: DiffReport) {
  const { effect, callers, requests, conditions, destinations, example } = row;
  return {
    effect,
    callers: callers.map(({ kind, name, key }) => ({ kind, name, key })),
    requests,
    conditions,
    destinations: destinations.map(({ key, name, port }) => ({ key, name, port })),
    example: { text: example.text, request: example.request },
    ...common(row, report),
  };
}

function changeJson(change: Change, report: DiffReport) {
  const { kind, what, subject, key, text } = change;
  return { kind, what, subject, key, text, ...common(change, report) };
}

/** What a row of either kind has. */
function common(row: Row, report: DiffReport) {
  const { causes, risk, targets, fingerprint } = row;
  const { fails, approval } = standingOf(row, report);
  return {
    risk: { level: risk.level, reasons: risk.reasons },
    targets,
    causes: causes.map((cause) => causeJson(cause, report)),
    fingerprint,
    fails,
    ...(approval && { approval: approvalJson(approval) }),
  };
}

function causeJson(cause: Cause, { authors }: DiffReport) {
  const { side, change, span, manifest } = cause;
  const author = authors?.get(authorKey(cause));
  return {
    side,
    change,
    ...(span && { location: spanJson(span) }),
    ...(manifest !== undefined && { manifest }),
    ...(author && { author: { name: author.name, ...(author.commit !== '' && { commit: author.commit }) } }),
  };
}

function spanJson({ calledFrom, ...at }: Span) {
  return { ...positionJson(at), ...(calledFrom && { calledFrom: calledFrom.map(positionJson) }) };
}

function positionJson({ file, line, column }: Position) {
  return { file, line, column };
}

function approvalJson({ fingerprint, reason, owner, at }: Approval) {
  return { fingerprint, reason, owner, location: positionJson(at) };
}

function undecidedJson({ destination: { key, name, port }, targets }: Undecided) {
  return { destination: { key, name, port }, targets };
}
