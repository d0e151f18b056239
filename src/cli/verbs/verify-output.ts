import { type Compilation, verifyOutput } from '../../compile.ts';
import type { Config } from '../../config/config.ts';
import { exitCode, type Outcome } from '../outcome.ts';
import { type SurveyArgs, survey, surveyArgs, surveyView } from '../survey.ts';
import { runnable } from '../verb.ts';
import { version } from '../version.ts';
import { allChanges } from '../views/summary.ts';

export const verifyOutputVerb = runnable<SurveyArgs, Outcome>({
  parse: (given) => ({
    ...surveyArgs(given),
    verb: 'verify-output',
    output: 'check',
    // What would go is one difference among others here.
    allowPrune: true,
    differences: findings,
  }),
  run: survey,
  view: surveyView,
  exit: exitCode,
});

function findings(compilation: Compilation, config: Config, root: string) {
  const targets = compilation.targets.map(({ name }) => name);
  return verifyOutput({ root, config, targets, version: version(), changes: allChanges(compilation) });
}
