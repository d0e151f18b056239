import type { CompiledTarget, FileChange } from '../../compile.ts';
import { jsonFinding, jsonFindings } from '../../diag/render/json.ts';
import { errorsOf, exitCode, type Outcome } from '../outcome.ts';

/** Raised when a field changes its meaning or goes; a new field is no new version. docs/guides/reports.md describes it. */
const VERSION = 1;

export function jsonView(outcome: Outcome, verb: string, meshwright: string): string {
  const { findings, silenced, compilation } = outcome;
  const errors = errorsOf(findings).length;
  const report = {
    version: VERSION,
    meshwright,
    verb,
    ok: exitCode(outcome) === 0,
    errors,
    warnings: findings.located.length - errors,
    findings: jsonFindings(findings),
    silenced: silenced.map(({ located, reason }) => ({ ...jsonFinding(located), reason })),
    targets: (compilation?.targets ?? []).map(jsonTarget),
    others: jsonChanges(compilation?.others ?? []),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function jsonTarget({ name, services, gateways, calls, manifests, changes, raw }: CompiledTarget) {
  return {
    name,
    services,
    gateways,
    calls,
    manifests,
    changes: jsonChanges(changes),
    raw: raw.map(({ file, line, column }) => ({ file, line, column })),
  };
}

function jsonChanges(changes: readonly FileChange[]) {
  return changes.map(({ path, change }) => ({ path, change }));
}
