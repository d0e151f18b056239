import type { Outcome } from '../outcome.ts';
import { exitCode } from '../outcome.ts';
import { type SurveyArgs, survey } from '../survey.ts';
import { runnable, type Verb } from '../verb.ts';
import { type Format, reportView } from '../views/report.ts';

interface CheckArgs extends SurveyArgs {
  readonly format: Format;
}

export const check = runnable<CheckArgs, Outcome>({
  parse: ({ options, globals }) => ({
    globals,
    targets: (options.target as readonly string[] | undefined) ?? [],
    format: options.output as Format,
    output: 'none',
    ...(options.types === true && { also: checkTypes }),
  }),
  run: survey,
  view: (args, outcome, paint) => reportView({ verb: 'check', ...args }, outcome, paint),
  exit: exitCode,
} satisfies Verb<CheckArgs, Outcome>);

const checkTypes: NonNullable<SurveyArgs['also']> = async (root, config) =>
  (await import('../../load/types.ts')).checkTypes(root, config);
