import type { Diagnostic } from '../../../diag/diagnostic.ts';
import { isPossible, type RolloutReport } from '../../rollout/report.ts';

/** Raised when a field changes its meaning or goes; a new field is no new version. */
const VERSION = 1;

export function rolloutJson(report: RolloutReport, findings: readonly Diagnostic[]): string {
  const { base, head, targets, notes, written } = report;
  const shown = {
    version: VERSION,
    ok: isPossible(report),
    base,
    head,
    notes,
    ...(written !== undefined && { written }),
    findings: findings.map(({ code, severity, message, note, help }) => ({ code, severity, message, note, help })),
    targets: targets.map(({ target, rollout }) => ({
      target,
      safe: rollout.obstacle === undefined,
      objects: rollout.objects,
      places: rollout.places,
      steps: rollout.steps.map(({ operations, because, states }) => ({
        operations: operations.map(({ kind, name, stage, meanwhile }) => ({ kind, object: name, stage, meanwhile })),
        partialApplications: states,
        ...(because && { because }),
      })),
    })),
  };
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}
