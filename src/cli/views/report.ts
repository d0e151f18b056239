import { absurd } from '../../base/absurd.ts';
import { renderGithub } from '../../diag/render/github.ts';
import { renderJunit } from '../../diag/render/junit.ts';
import type { Paint } from '../../diag/render/paint.ts';
import { renderSarif } from '../../diag/render/sarif.ts';
import type { Outcome } from '../outcome.ts';
import type { Globals } from '../verb.ts';
import { version } from '../version.ts';
import { jsonView } from './json.ts';
import { textView } from './text.ts';

export type Format = 'text' | 'json' | 'sarif' | 'junit' | 'github';

export interface Reported {
  readonly verb: string;
  readonly format: Format;
  readonly output: 'write' | 'check' | 'none';
  readonly globals: Pick<Globals, 'quiet' | 'verbose'>;
}

/** What was found, in the format that was asked for. */
export function reportView({ verb, format, output, globals }: Reported, outcome: Outcome, paint: Paint): string {
  switch (format) {
    case 'text':
      return textView(outcome, { paint, output, quiet: globals.quiet, verbose: globals.verbose });
    case 'json':
      return jsonView(outcome, verb, version());
    case 'sarif':
      return renderSarif(outcome.findings, outcome.silenced, version());
    case 'junit':
      return renderJunit(outcome.findings);
    case 'github':
      return renderGithub(outcome.findings);
    default:
      return absurd(format);
  }
}
