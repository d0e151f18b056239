import { absurd } from '../../base/absurd.ts';
import type { Paint } from '../../diag/render/paint.ts';
import type { Outcome } from '../outcome.ts';
import type { Globals } from '../verb.ts';
import { version } from '../version.ts';
import { textView } from './text.ts';

export type Format = 'text' | 'json' | 'sarif' | 'junit' | 'github';

export interface Reported {
  readonly verb: string;
  readonly format: Format;
  readonly output: 'write' | 'check' | 'none';
  readonly globals: Pick<Globals, 'quiet' | 'verbose'>;
}

/** What was found, in the format that was asked for. What renders it is loaded only when there is something to render. */
export async function reportView(reported: Reported, outcome: Outcome, paint: Paint): Promise<string> {
  const { verb, format, output, globals } = reported;
  const { findings, silenced } = outcome;
  switch (format) {
    case 'text':
      return textView(outcome, await sourceFrames(findings, paint), { paint, output, ...globals });
    case 'json':
      return (await import('./json.ts')).jsonView(outcome, verb, version());
    case 'sarif':
      return (await import('../../diag/render/sarif.ts')).renderSarif(findings, silenced, version());
    case 'junit':
      return (await import('../../diag/render/junit.ts')).renderJunit(findings);
    case 'github':
      return (await import('../../diag/render/github.ts')).renderGithub(findings);
    default:
      return absurd(format);
  }
}

/** Measuring text takes tables of all emoji: a tenth of a whole compile, when nothing was found. */
async function sourceFrames(findings: Outcome['findings'], paint: Paint): Promise<string> {
  if (findings.located.length === 0) return '';
  return (await import('../../diag/render/text.ts')).renderText(findings, paint);
}
