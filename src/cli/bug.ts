import { visibleLines } from '../diag/render/visible.ts';
import type { ExitCode, Shell } from './shell.ts';

/** Says that meshwright failed, not the user, and how to report it. The stack is for us: only when asked. */
export function reportBug(thrown: unknown, shell: Shell, verbose: boolean): ExitCode {
  const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  shell.err.write(`error MW9001: this is a bug in meshwright: ${visibleLines(message)}\n`);
  if (verbose || shell.env.MESHWRIGHT_DEBUG) shell.err.write(`${visibleLines(stack ?? '')}\n`);
  else
    shell.err.write(
      '  help: run it again with -v or MESHWRIGHT_DEBUG=1 and report what that prints, with the policies\n',
    );
  return 70;
}
