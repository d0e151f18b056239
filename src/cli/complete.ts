import tab from '@bomb.sh/tab/commander';
import { GLOBALS, program } from './program.ts';
import { VERBS } from './verbs/index.ts';

/** Answers a completion script: one candidate a line for the words of an unfinished command line. */
export function complete(words: readonly string[]): void {
  // The adapter brings a `completion` of its own, and knows the options of a verb but not those that all verbs share.
  const verbs = VERBS.filter(({ name }) => name !== 'completion');
  const whole = verbs.map((verb) => ({ ...verb, options: [...verb.options, ...GLOBALS] }));
  tab(
    program(whole, '', async () => {}),
    { completionCommandName: 'completion' },
  ).parse([...words]);
}
