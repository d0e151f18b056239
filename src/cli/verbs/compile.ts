import { exitCode, type Outcome } from '../outcome.ts';
import { type SurveyArgs, survey, surveyArgs, surveyView } from '../survey.ts';
import { type Run, runnable } from '../verb.ts';

const once = runnable<SurveyArgs, Outcome>({
  parse: (given) => ({
    ...surveyArgs(given),
    verb: 'compile',
    output: given.options.check ? 'check' : 'write',
    allowPrune: given.options.allowPrune === true,
  }),
  run: survey,
  view: surveyView,
  exit: exitCode,
});

/** `compile`, and with `--watch` again and again. */
export const compileVerb: Run = async (given, shell) => {
  if (!given.options.watch) return once(given, shell);
  return (await import('../watch.ts')).watchAndCompile(given, shell);
};
