import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { VERBS } from '../../src/cli/verbs/index.ts';
import { addFiles, buildOnce, cleanEnv, folderWith, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

const NAMES = VERBS.map(({ name }) => name);

/** What bash would offer for these words, the last one being typed. */
function bashOffers(words: readonly string[], cwd = folderWith()): string[] {
  addFiles(cwd, { 'completion.sh': meshwright(['completion', 'bash']).out });
  const script = `
    source completion.sh; source completion.sh
    function=$(complete -p meshwright | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); $function; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const args = ['--noprofile', '--norc', '-uc', script, 'bash', 'meshwright', ...words];
  return execFileSync('bash', args, { cwd, env: cleanEnv(), encoding: 'utf8' }).split('\n').filter(Boolean);
}

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('%s: names each verb and each option', (shell) => {
    const { code, out, err } = meshwright(['completion', shell]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const { name, options } of VERBS) {
      expect(out).toContain(name);
      for (const { flags } of options) expect(out).toContain(/--([\w-]+)/.exec(flags)?.[1]);
    }
  });

  it.each(['bash', 'zsh', 'fish'])('%s: the shell accepts it', (shell) => {
    const file = join(folderWith({ script: meshwright(['completion', shell]).out }), 'script');
    const { error, status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
    // zsh and fish are not on every machine; bash is.
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT' && shell !== 'bash') return;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('offers verbs, options and choices in bash', () => {
    expect(bashOffers([''])).toEqual([...NAMES, 'help']);
    expect(bashOffers(['comp'])).toEqual(['compile', 'completion']);
    expect(bashOffers(['compile', '--ch'])).toEqual(['--check']);
    expect(bashOffers(['check', '--ty'])).toEqual(['--types']);
    expect(bashOffers(['check', '-o', 's'])).toEqual(['sarif']);
    expect(bashOffers(['check', '--output', '=', 'j'])).toEqual(['json', 'junit']);
    expect(bashOffers(['compile', '--color', '='])).toEqual(['auto', 'always', 'never']);
    expect(bashOffers(['completion', ''])).toEqual(['bash', 'zsh', 'fish']);
    expect(bashOffers(['compile', '--target', ''])).toEqual([]);
  });

  it('takes the value of an option for no verb, and completes folders and files', () => {
    const cwd = folderWith({ 'check/my file.ts': '', 'check/sub dir/x': '' });
    expect(bashOffers(['-C', 'check', 'comp'], cwd)).toEqual(['compile', 'completion']);
    expect(bashOffers(['-C', 'che'], cwd)).toEqual(['check']);
    expect(bashOffers(['init', 'check/'], cwd)).toEqual(['check/sub dir']);
    expect(bashOffers(['compile', '-f', 'check/my'], cwd)).toEqual(['check/my file.ts']);
  });
});
