import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { VERBS } from '../../src/cli/verbs/index.ts';
import { addFiles, buildOnce, cleanEnv, folderWith, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

const NAMES = VERBS.map(({ name }) => name);

const scripts = new Map<string, string>();

/** What `completion` prints: each time the same. */
function scriptFor(shell: string): string {
  const script = scripts.get(shell) ?? meshwright(['completion', shell]).out;
  scripts.set(shell, script);
  return script;
}

/** zsh and fish are not on every machine; bash is. */
const installed = (shell: string): boolean => shell === 'bash' || spawnSync(shell, ['-c', 'true']).error === undefined;

/** What bash would offer for these words, the last one being typed. */
function bashOffers(words: readonly string[], cwd = folderWith()): string[] {
  addFiles(cwd, { 'completion.sh': scriptFor('bash') });
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

  it.each(['bash', 'zsh', 'fish'].filter(installed))('%s: the shell accepts it', (shell) => {
    const file = join(folderWith({ script: scriptFor(shell) }), 'script');
    const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
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

const inZsh = installed('zsh') ? it : it.skip;
const inFish = installed('fish') ? it : it.skip;

/** What fish would offer for a line. */
function fishOffers(line: string): string[] {
  const cwd = folderWith({ script: scriptFor('fish') });
  const asked = `source script; complete -C ${JSON.stringify(line)}`;
  const out = execFileSync('fish', ['--no-config', '-c', asked], { cwd, env: cleanEnv(), encoding: 'utf8' });
  return out.split('\n').flatMap((one) => (one === '' ? [] : [one.split('\t')[0]!]));
}

/** A terminal in which zsh says what it offers; the last thing it says is that there is no more. */
const ZSH = {
  'setup.zsh': `
    unsetopt zle_bracketed_paste prompt_cr
    PROMPT='' RPROMPT='' LISTMAX=10000
    autoload -Uz compinit
    compadd() {
      local -a offered
      if (( ! \${@[(I)-[OAD]*]} )); then
        builtin compadd -A offered "$@"
        local one
        for one in $offered; do print -r -- "<<$one>>"; done
      fi
      builtin compadd "$@"
    }
    finished() { print -r -- '<<>>' }`,
  'ask.zsh': `
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell "source ./setup.zsh; $1; comppostfuncs=(finished)"
    zpty -w -n shell "$2"$'\t'
    while zpty -r shell text; do
      for one in \${(f)text//$'\r'/}; do
        [[ $one == *'<<>>'* ]] && { zpty -d shell; exit }
        [[ $one == *'<<'*'>>'* ]] && print -r -- \${\${one##*<<}%%>>*}
      done
    done`,
};

/** What zsh would offer for a line, where the script is in a start-up file or in a folder of functions. */
function zshOffers(line: string, how: 'sourced' | 'in a folder of functions'): string[] {
  const cwd = folderWith({ ...ZSH, 'functions/_meshwright': scriptFor('zsh') });
  const setup =
    how === 'sourced'
      ? 'compinit -u -D; source functions/_meshwright'
      : `fpath=(${join(cwd, 'functions')} $fpath); compinit -u -D`;
  const out = execFileSync('zsh', ['-f', 'ask.zsh', setup, line], {
    cwd,
    env: cleanEnv({ TERM: 'xterm' }),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
  });
  return [...new Set(out.split('\n').filter(Boolean))];
}

describe('completion in other shells', () => {
  inFish('offers verbs, options and choices in fish', () => {
    expect(fishOffers('meshwright ').sort()).toEqual([...NAMES, 'help'].sort());
    expect(fishOffers('meshwright comp')).toEqual(['compile', 'completion']);
    expect(fishOffers('meshwright compile --ch')).toEqual(['--check']);
    expect(fishOffers('meshwright check -o s')).toEqual(['sarif']);
    expect(fishOffers('meshwright completion ').sort()).toEqual(['bash', 'fish', 'zsh']);
  });

  for (const how of ['sourced', 'in a folder of functions'] as const)
    inZsh(`offers verbs, options and choices in zsh, ${how}`, () => {
      expect(zshOffers('meshwright ', how).sort()).toEqual([...NAMES, 'help'].sort());
      expect(zshOffers('meshwright compile --ch', how)).toEqual(['--check']);
      expect(zshOffers('meshwright check -o s', how)).toEqual(['sarif']);
    });
});
