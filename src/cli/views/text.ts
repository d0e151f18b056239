import { countFindings } from '../../diag/render/located.ts';
import { errorsOf, type Outcome } from '../outcome.ts';
import { allChanges, changedFiles, type SummaryLook, summary } from './summary.ts';

export interface TextLook extends SummaryLook {
  readonly quiet: boolean;
}

/** The report for people: findings as rendered with their source, then either what was made or how much is wrong. */
export function textView(outcome: Outcome, rendered: string, look: TextLook): string {
  const { findings, compilation } = outcome;
  const failed = errorsOf(findings).length > 0;
  const parts = [
    rendered,
    failed ? staleFiles(outcome, look) : '',
    failed || findings.located.length > 0 ? verdict(outcome, look) : '',
    !failed && compilation && !look.quiet ? summary(outcome, compilation, look) : '',
  ];
  return parts.filter(Boolean).join('\n');
}

function staleFiles({ compilation }: Outcome, look: TextLook): string {
  const changes = compilation ? allChanges(compilation) : [];
  return changes.length === 0 ? '' : `${changedFiles(changes, look).join('\n')}\n`;
}

function verdict({ findings }: Outcome, { output, paint }: TextLook): string {
  const failed = errorsOf(findings).length > 0;
  const words = `${countFindings(findings.located)}.${failed && output === 'write' ? ' Nothing was written.' : ''}`;
  return `${paint(failed ? ['red', 'bold'] : ['yellow', 'bold'], words)}\n`;
}
