import { reasonsOf } from '../../analysis/reasons.ts';
import { filesOf } from '../../compile.ts';
import { error } from '../../diag/diagnostic.ts';
import { locateFindings } from '../locate.ts';
import { paintFor } from '../look.ts';
import type { ExitCode } from '../shell.ts';
import type { Run } from '../verb.ts';
import { answerJson, answerText, remedyLines } from '../views/answer.ts';
import { explainedText } from '../views/explained.ts';
import { ask } from './can.ts';

/** The answer of `can`, with the rules behind it: their source, the manifest they became, the proxy that enforces them. */
export const explain: Run = async (given, shell): Promise<ExitCode> => {
  const answered = await ask(given, shell);
  if ('exit' in answered) return answered.exit;
  const { answer, model, target, config, root } = answered;
  const code: ExitCode = answer.allowed ? 0 : 1;
  const paint = paintFor(shell.out, given.globals, shell.env);
  if (given.options.output === 'json') {
    shell.out.write(answerJson(answered));
    return code;
  }
  const reasons = reasonsOf(answer, model);
  // Places are found as those of findings are.
  const places = await locateFindings(
    reasons.map(({ span, why }) => error('MW9001', why, { span })),
    root,
  );
  const { codeFrame } = await import('../../diag/render/frame.ts');
  const files = filesOf(model, target, config);
  shell.out.write(
    `${answerText(answered, paint, { brief: true })}${explainedText({ reasons, places, files, frame: codeFrame, paint })}`,
  );
  const remedies = remedyLines(answer, paint);
  if (remedies.length > 0) shell.out.write(`\n${remedies.map((line) => `  ${line}\n`).join('')}`);
  return code;
};
