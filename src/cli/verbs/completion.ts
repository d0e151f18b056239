import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { commandWords } from '../completion/words.ts';
import { zshScript } from '../completion/zsh.ts';
import { GLOBALS } from '../program.ts';
import { runnable } from '../verb.ts';
import { VERBS } from './index.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** The script holds every verb and option: completing asks nobody, and is as fast as the shell. */
export const completion = runnable<keyof typeof SCRIPTS, string>({
  parse: ({ argument }) => argument as keyof typeof SCRIPTS,
  run: async (shell) => SCRIPTS[shell](commandWords(VERBS, GLOBALS)),
  view: (_shell, script) => script,
  exit: () => 0,
});
