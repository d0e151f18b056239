import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, cleanEnv, folderWith, ROOT } from '../cli/meshwright.ts';

const MESSAGES = join(ROOT, 'test/jest/messages.txt');

interface Asserted {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** A project whose own jest tests ask its mesh, and a broken one in it. */
function project(): string {
  const folder = folderWith({
    'package.json': JSON.stringify({ jest: { transform: {}, testMatch: ['**/*.test.js', '**/*.test.mjs'] } }),
  });
  cpSync(join(ROOT, 'test/jest/project'), folder, { recursive: true });
  cpSync(join(folder, 'meshwright.config.ts'), join(folder, 'broken/meshwright.config.ts'));
  const policies = readFileSync(join(folder, 'policies/index.ts'), 'utf8');
  const broken = policies.replace(
    'web.calls(cart',
    "web.route({ name: 'canary', to: { v1: 50, v9: 50 } });\nweb.calls(cart",
  );
  addFiles(folder, { 'broken/policies/index.ts': broken });
  cpSync(join(folder, 'meshwright.config.ts'), join(folder, 'without/meshwright.config.ts'));
  addFiles(folder, { 'without/policies/index.ts': policies.replace(/apps\.raw\(.*?^\}\);$/ms, '') });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/meshwright'));
  return folder;
}

/** Runs both files of tests; for each, what became of every expectation. */
function runJest(cwd: string): ReadonlyMap<string, readonly Asserted[]> {
  const env = cleanEnv({ NODE_OPTIONS: '--experimental-vm-modules', NODE_NO_WARNINGS: '1' });
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const ran = spawnSync(process.execPath, [jest, '--json', '--runInBand'], { cwd, env, encoding: 'utf8' });
  const { testResults } = JSON.parse(ran.stdout);
  return new Map(
    testResults.map(({ name, assertionResults }: { name: string; assertionResults: Asserted[] }) => [
      name.slice(cwd.length + 1),
      assertionResults,
    ]),
  );
}

/** The message without the stack, which has to lead to the line that expects. */
function messageOf({ failureMessages: [failure = ''] }: Asserted): string {
  const stack = failure.indexOf('\n    at ');
  const [message, trace] = [failure.slice(0, stack), failure.slice(stack)];
  return `${message.replace(/^Error: /, '').trimEnd()}\n${trace.includes('expectations.cjs') ? '' : trace}`;
}

describe('meshwright/jest', () => {
  let results: ReadonlyMap<string, readonly Asserted[]>;

  beforeAll(() => {
    buildOnce();
    results = runJest(project());
  });

  describe.each(['commonjs.test.js', 'module.test.mjs'])('in %s', (file) => {
    it('passes and fails as it should', () => {
      const all = results.get(file) ?? [];
      expect(all.length).toBeGreaterThan(20);
      const wrong = all.filter(({ title, status }) => (status === 'passed') !== title.startsWith('passes: '));
      expect(wrong).toEqual([]);
    });

    it('explains, as the command does', () => {
      const failed = (results.get(file) ?? []).filter(({ status }) => status === 'failed');
      const messages = failed.map((one) => `# ${one.title}\n${messageOf(one)}`).join('\n');
      if (process.env['UPDATE'] === '1') writeFileSync(MESSAGES, messages);
      else expect(messages).toBe(readFileSync(MESSAGES, 'utf8'));
    });
  });
});
