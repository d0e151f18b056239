import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { VERBS } from '../../src/cli/verbs/index.ts';
import { buildOnce, cleanEnv, folderWith, MAIN, meshwright, ROOT } from './meshwright.ts';

beforeAll(buildOnce);

describe('the command line', () => {
  it('prints its version on stdout', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    for (const flag of ['--version', '-V']) {
      expect(meshwright([flag])).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
    }
    expect(meshwright(['-q', '--version']).out).toBe(`${version}\n`);
  });

  it('teaches: --help lists each verb, and each verb has a description and examples that are its own', () => {
    const { code, out } = meshwright(['--help']);
    expect(code).toBe(0);
    for (const { name, examples } of VERBS) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
      const help = meshwright([name, '--help']);
      expect(help).toMatchObject({ code: 0, err: '' });
      expect(help.out).toContain('Examples:');
      for (const { command } of examples) expect(command).toContain(`meshwright ${name}`);
      expect(help.out).toBe(meshwright(['help', name]).out);
    }
  });

  it('says what there is when it is told nothing, and that this is no success', () => {
    const { code, out, err } = meshwright([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Start here:');
  });

  it.each([
    [['complie'], "unknown command 'complie'\n(Did you mean compile?)"],
    [['compile', '--chekc'], "unknown option '--chekc'\n(Did you mean --check?)"],
    [['check', '-o', 'xml'], "option '-o, --output <format>' argument 'xml' is invalid"],
    [['compile', '--target'], "option '-t, --target <name>' argument missing"],
    [['completion'], "missing required argument 'shell'"],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish'],
    [['compile', 'extra'], "too many arguments for 'compile'"],
    [['compile', '-C', 'nowhere'], 'there is no folder `nowhere`'],
    [['compile', '--color', 'red'], "option '--color <when>' argument 'red' is invalid"],
  ])('%j is a usage error: exit code 2, said on stderr', (args, said) => {
    const { code, out, err } = meshwright(args, { cwd: folderWith() });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });

  it('keeps its exit code when nobody reads on', () => {
    const script = `"${process.execPath}" "${MAIN}" --help | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', env: cleanEnv() });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  it.each(['20.18.3', '18.20.4', '16.20.2', '0.12.18'])('says clearly that Node %s is too old', (old) => {
    const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${old}'})`;
    const { code, out, err } = meshwright(['compile'], { nodeArgs: ['--import', pretend] });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      `error: meshwright needs Node 20.19 or newer, and this is Node ${old}\n` +
        '  help: install a newer one, from https://nodejs.org or with your version manager\n',
    );
  });

  it('can be parsed by an old Node, since only the first module runs there', () => {
    const main = readFileSync(MAIN, 'utf8');
    expect(main).not.toMatch(
      /\?\?|\?\.|^import(?!\{createRequire as __createRequire\}from'node:module')|await|#[a-z]\w*\(/m,
    );
  });
});
