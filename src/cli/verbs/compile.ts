import type { Outcome } from '../outcome.ts';
import { exitCode } from '../outcome.ts';
import type { Shell } from '../shell.ts';
import { survey } from '../survey.ts';
import { type Given, type Globals, type Run, runnable, type Verb } from '../verb.ts';
import { type Format, reportView } from '../views/report.ts';

interface CompileArgs {
  readonly globals: Globals;
  readonly targets: readonly string[];
  readonly format: Format;
  readonly output: 'write' | 'check';
}

const once: Verb<CompileArgs, Outcome> = {
  parse: ({ options, globals }) => ({
    globals,
    targets: (options.target as readonly string[] | undefined) ?? [],
    format: options.output as Format,
    output: options.check ? 'check' : 'write',
  }),
  run: (args, shell) => survey(args, shell),
  view: (args, outcome, paint) => reportView({ verb: 'compile', ...args }, outcome, paint),
  exit: exitCode,
};

/** `compile`, and with `--watch` again and again. */
export const compileVerb: Run = async (given: Given, shell: Shell) => {
  if (!given.options.watch) return runnable(once)(given, shell);
  return (await import('../watch.ts')).watchAndCompile(given, shell);
};
