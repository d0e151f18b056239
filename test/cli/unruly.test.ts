import { beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli/run.ts';
import type { Shell } from '../../src/cli/shell.ts';
import { buildOnce, configFile, folderWith, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

const MESH = "import { mesh } from 'meshwright';\nexport default mesh('m');\n";

function check(policy: string, ...args: readonly string[]) {
  const cwd = folderWith({ 'meshwright.config.ts': configFile(), 'policies/index.ts': `${MESH}${policy}\n` });
  return meshwright(['check', ...args], { cwd });
}

describe('policies that do more than declare', () => {
  it.each([
    "setTimeout(() => { throw new Error('late'); }, 0);",
    'setTimeout(() => { for (;;); }, 0);',
    'setTimeout(() => process.exit(0), 0);',
    'setImmediate(() => { for (;;); });',
    'setInterval(() => { for (;;); }, 1);',
  ])('what they leave running is ended, and warned of: %s', (policy) => {
    const { code, out, err } = check(policy);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('warning MW0118');
  });

  it('timers that they wait for work as ever', () => {
    const { code, out } = check(
      [
        "import { promisify } from 'node:util';",
        'await new Promise((done) => setTimeout(done, 5));',
        'await promisify(setTimeout)(5);',
        'clearTimeout(setTimeout(() => { throw new Error(); }, 5));',
        'await new Promise((done) => setImmediate(done));',
      ].join('\n'),
    );
    expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining('MW') });
  });

  it('an exception in what they wait for is theirs', () => {
    const { code, out } = check(
      "setTimeout(() => { throw new Error('x'); }, 5);\nawait new Promise((done) => setTimeout(done, 500));",
    );
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('MW0110: the policy threw: x') });
  });

  it('what they print is no data, and they cannot keep the command from reporting', () => {
    const { code, out, err } = check(
      "console.log('hello');\nprocess.stdout.write('there\\n');\nprocess.stdout.write = () => true;",
      '-o',
      'json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).ok).toBe(true);
    expect(err).toBe('hello\nthere\n');
  });

  it('they cannot change the exit code', () => {
    const { code } = check(
      "process.on('exit', () => { process.exitCode = 0; });\nprocess.exitCode = 0;\nthrow new Error('x');",
    );
    expect(code).toBe(1);
  });
});

describe('a bug of ours', () => {
  const said: string[] = [];
  const shell = (env: Shell['env'] = {}): Shell => ({
    cwd: folderWith(),
    env,
    out: {
      write: () => {
        throw new Error('cannot \u001b[31m happen');
      },
      isTTY: false,
    },
    err: { write: (text) => void said.push(text), isTTY: false },
  });

  it('is said to be one, exits with 70, and shows its stack only when asked', async () => {
    expect(await run(['completion', 'bash'], shell())).toBe(70);
    expect(said.splice(0).join('')).toBe(
      'error MW9001: this is a bug in meshwright: cannot \\x1b[31m happen\n' +
        '  help: run it again with -v or MESHWRIGHT_DEBUG=1 and report what that prints, with the policies\n',
    );
    expect(await run(['completion', 'bash', '-v'], shell())).toBe(70);
    expect(said.splice(0).join('')).toContain('unruly.test.ts');
    expect(await run(['completion', 'bash'], shell({ MESHWRIGHT_DEBUG: '1' }))).toBe(70);
    expect(said.splice(0).join('')).toContain('unruly.test.ts');
  });
});
