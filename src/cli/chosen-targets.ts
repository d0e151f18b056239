import { didYouMean } from '../base/suggest.ts';
import { UsageError } from './usage.ts';

/** The targets that are named, each once; all of them where none is. */
export function chosenTargets(
  wanted: readonly string[],
  known: readonly string[],
  whose = 'the configuration has',
): readonly string[] {
  for (const name of wanted) {
    if (known.includes(name)) continue;
    throw new UsageError(`there is no target \`${name}\``, didYouMean(name, known) ?? `${whose} ${known.join(', ')}`);
  }
  return wanted.length === 0 ? known : [...new Set(wanted)];
}
