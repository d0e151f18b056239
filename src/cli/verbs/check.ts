import { exitCode, type Outcome } from '../outcome.ts';
import { type SurveyArgs, survey, surveyArgs, surveyView } from '../survey.ts';
import { runnable } from '../verb.ts';

export const check = runnable<SurveyArgs, Outcome>({
  parse: (given) => ({
    ...surveyArgs(given),
    verb: 'check',
    output: 'none',
    ...(given.options.types === true && { also: checkTypes }),
  }),
  run: survey,
  view: surveyView,
  exit: exitCode,
});

const checkTypes: NonNullable<SurveyArgs['also']> = async (root, config) =>
  (await import('../../load/types.ts')).checkTypes(root, config);
