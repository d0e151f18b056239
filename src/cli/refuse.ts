import { type Diagnostic, isError } from '../diag/diagnostic.ts';
import { renderText } from '../diag/render/text.ts';
import { locateFindings } from './locate.ts';
import { paintFor } from './look.ts';
import type { Shell } from './shell.ts';
import type { Globals } from './verb.ts';

/** Says what is wrong, on stderr: stdout is for the answer. */
export async function refuse<Code extends 1 | 2>(
  root: string,
  found: readonly Diagnostic[],
  globals: Pick<Globals, 'color'>,
  shell: Shell,
  code: Code,
): Promise<Code> {
  const { codeFrame } = await import('../diag/render/frame.ts');
  const findings = await locateFindings(found.filter(isError), root);
  shell.err.write(renderText(findings, paintFor(shell.err, globals, shell.env), codeFrame));
  return code;
}
