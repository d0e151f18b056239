import { RISK_LEVELS, RISK_REASONS, type Risk } from '../../../analysis/diff/change.ts';
import type { DiffReport, Row } from '../../diff/report.ts';
import { counted } from '../words.ts';
import { KINDS, riskiestFirst, riskText } from './words.ts';

export interface Summary {
  readonly allowed: number;
  readonly denied: number;
  readonly changes: number;
  readonly undecided: number;
  /** The highest of any row, with the reasons of all rows that are as high; what opens nothing has none. */
  readonly risk: Risk;
}

export function summaryOf({ diff: { access, changes, undecided } }: DiffReport): Summary {
  const allowed = access.filter(({ effect }) => effect === 'allowed').length;
  return {
    allowed,
    denied: access.length - allowed,
    changes: changes.length,
    undecided: undecided.length,
    risk: highest([...access, ...changes]),
  };
}

function highest(rows: readonly Row[]): Risk {
  const level = RISK_LEVELS.findLast((level) => rows.some(({ risk }) => risk.level === level)) ?? 'none';
  if (level === 'none') return { level, reasons: [] };
  const reasons = new Set(rows.filter(({ risk }) => risk.level === level).flatMap(({ risk }) => risk.reasons));
  return { level, reasons: RISK_REASONS.filter((reason) => reasons.has(reason)) };
}

/** Whether there is nothing to review: nothing changes, and nothing was left unsaid. */
export function isNothing({ allowed, denied, changes, undecided }: Summary): boolean {
  return allowed + denied + changes + undecided === 0;
}

/** What a reviewer reads first, and often only: `Access: 1 newly allowed, 0 newly denied · highest risk: medium (…)`. */
export function headline(report: DiffReport): string {
  const summary = summaryOf(report);
  const { allowed, denied, changes, undecided, risk } = summary;
  if (isNothing(summary)) return ['No access change.', ...filesText(report).map((text) => `${text}.`)].join(' ');
  const unchanged = allowed + denied + undecided === 0;
  const other = changes === 0 ? [] : [`${counted(changes, 'other change')} (${kindsOf(report)})`];
  return [
    unchanged ? 'No access change' : `Access: ${allowed} newly allowed, ${denied} newly denied`,
    ...(undecided === 0 ? [] : [`${undecided} not decided`]),
    ...other,
    `highest risk: ${riskText(risk)}`,
  ].join(' · ');
}

function kindsOf({ diff: { changes } }: DiffReport): string {
  return [...new Set(riskiestFirst(changes).map(({ kind }) => KINDS[kind]))].join(', ');
}

/** `40 files of policies/, 0 of out/` */
export function filesText({ files }: DiffReport): string[] {
  return files ? [`${counted(files.policies, 'file')} of policies/, ${files.out} of out/`] : [];
}
