import { absurd } from '../../base/absurd.ts';
import { renderGithub } from '../../diag/render/github.ts';
import { renderGitlab } from '../../diag/render/gitlab.ts';
import { renderJunit } from '../../diag/render/junit.ts';
import type { Paint } from '../../diag/render/paint.ts';
import type { Frame } from '../../diag/render/place.ts';
import { renderSarif } from '../../diag/render/sarif.ts';
import { renderText } from '../../diag/render/text.ts';
import type { Outcome } from '../outcome.ts';
import type { Globals } from '../verb.ts';
import { version } from '../version.ts';
import { jsonView } from './json.ts';
import { textView } from './text.ts';

export type Format = 'text' | 'json' | 'sarif' | 'junit' | 'github' | 'gitlab';

/** What a report depends on beside the outcome: what was asked for. */
export interface Asked {
  readonly verb: string;
  readonly format: Format;
  readonly output: 'write' | 'check' | 'none';
  readonly globals: Globals;
}

export interface Look {
  readonly paint: Paint;
  /** How places are shown: with their source, unless there is no time to load what measures it. */
  readonly frame: Frame;
}

/** What was found, in the format that was asked for. */
export function reportView({ verb, format, output, globals }: Asked, outcome: Outcome, { paint, frame }: Look): string {
  const { findings, silenced } = outcome;
  switch (format) {
    case 'text':
      return textView(outcome, renderText(findings, paint, frame), { paint, output, ...globals });
    case 'json':
      return jsonView(outcome, verb, version());
    case 'sarif':
      return renderSarif(findings, silenced, version());
    case 'junit':
      return renderJunit(findings, frame);
    case 'github':
      return renderGithub(findings);
    case 'gitlab':
      return renderGitlab(findings);
    default:
      return absurd(format);
  }
}

/** With the source, when there is something to show it for. */
export async function frameFor({ findings }: Outcome): Promise<Frame> {
  if (findings.located.length === 0) return () => [];
  return (await import('../../diag/render/frame.ts')).codeFrame;
}
