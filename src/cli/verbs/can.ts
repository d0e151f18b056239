import { type Answer, can } from '../../analysis/can.ts';
import type { Party, Target } from '../../analysis/parties.ts';
import type { Asked } from '../../analysis/question.ts';
import type { Position } from '../../base/span.ts';
import type { Model } from '../../compile.ts';
import type { Config } from '../../config/config.ts';
import { askedOf, callerNamed, openByHand, openModel, targetNamed } from '../ask.ts';
import { lineReader } from '../line-reader.ts';
import { paintFor } from '../look.ts';
import type { ExitCode, Shell } from '../shell.ts';
import type { Given, Run } from '../verb.ts';
import { answerJson, answerText } from '../views/answer.ts';

/** A question, read and resolved, with its answer. */
export interface Answered {
  readonly from: Party;
  readonly to: Target;
  readonly asked: Asked;
  readonly answer: Answer;
  readonly model: Model;
  readonly target: string;
  readonly root: string;
  readonly config: Config;
  /** The line of the policies at a place, as it is written. */
  readonly lineAt: (at: Position) => string;
}

/** What `can` and `explain` have in common: who may make which request of whom. */
export async function ask(given: Given, shell: Shell): Promise<Answered | { readonly exit: 1 | 2 }> {
  const [to = '', request] = given.more;
  const asked = askedOf(request, given, shell);
  const opened = await openModel(given, shell);
  if ('exit' in opened) return opened;
  const { model } = opened;
  const from = callerNamed(given.argument ?? '', model);
  const target = targetNamed(to, model);
  const beside = await openByHand(opened, given, shell, target);
  if ('exit' in beside) return beside;
  return {
    ...opened,
    from,
    to: target,
    asked,
    answer: can(from, target, asked, model, beside.byHand),
    lineAt: lineReader(opened.root),
  };
}

/** Yes or no, who decides, and for a no what is nearest. */
export const canVerb: Run = async (given, shell): Promise<ExitCode> => {
  const answered = await ask(given, shell);
  if ('exit' in answered) return answered.exit;
  const paint = paintFor(shell.out, given.globals, shell.env);
  shell.out.write(given.options.output === 'json' ? answerJson(answered) : answerText(answered, paint));
  return answered.answer.allowed ? 0 : 1;
};
