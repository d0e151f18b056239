import { type Diagnostic, isError } from '../diag/diagnostic.ts';
import { sayFindings } from './say-findings.ts';
import type { Shell } from './shell.ts';
import type { Globals } from './verb.ts';

/** Says what is wrong, and gives the exit code for it. */
export async function refuse<Code extends 1 | 2>(
  root: string,
  found: readonly Diagnostic[],
  globals: Pick<Globals, 'color'>,
  shell: Shell,
  code: Code,
): Promise<Code> {
  await sayFindings(found.filter(isError), { root, globals, shell });
  return code;
}
