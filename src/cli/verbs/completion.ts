import { script } from '@bomb.sh/tab';
import type { Run } from '../verb.ts';

/** The script asks `meshwright complete -- WORDS` for what fits, so it needs no change when verbs gain options. */
export const completion: Run = async ({ argument }) => {
  script(argument as Parameters<typeof script>[0], 'meshwright', 'meshwright');
  return 0;
};
