import { createHash } from 'node:crypto';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { type Findings, inOrder, type Located } from './located.ts';
import { visible } from './visible.ts';

const SEVERITIES = { error: 'critical', warning: 'minor', note: 'info' } as const satisfies Record<Severity, string>;
/** GitLab drops an issue without a place. */
const NOWHERE = { file: 'meshwright.config.ts', line: 1 };

/**
 * GitLab's code quality report, the subset of Code Climate's format that it reads. It compares reports by fingerprint, so
 * that one of ours does not depend on the line: an edit above would otherwise make a known finding a new one.
 */
export function renderGitlab({ located }: Findings): string {
  const seen = new Map<string, number>();
  const issues = inOrder(located).map((one) => {
    const same = fingerprint(one);
    const before = seen.get(same) ?? 0;
    seen.set(same, before + 1);
    return issue(one, before === 0 ? same : digest(`${same} ${before}`));
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}

function issue({ diagnostic, range }: Located, fingerprint: string) {
  const { file, line } = range ?? NOWHERE;
  return {
    description: description(diagnostic),
    check_name: diagnostic.code,
    fingerprint,
    severity: SEVERITIES[diagnostic.severity],
    location: { path: visible(file), lines: { begin: line } },
  };
}

/** GitLab shows it as one line. */
function description({ message, note, help, targets }: Diagnostic): string {
  return [message, note, help, targets && `in ${targets.join(', ')}`]
    .filter((part) => part !== undefined)
    .map(visible)
    .join(' · ');
}

/** The same findings twice in a file are told apart by their order. */
function fingerprint({ diagnostic: { code, message, fingerprint }, range }: Located): string {
  return fingerprint ?? digest([code, range?.file ?? '', message].join('\0'));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
