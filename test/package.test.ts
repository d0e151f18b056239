import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, cleanEnv, ROOT } from './cli/meshwright.ts';
import { expectToWork, packed } from './packed.ts';

describe('the package', () => {
  let project = '';
  let files: readonly string[] = [];
  beforeAll(() => {
    ({ project, files } = packed());
  });

  it('holds what it needs and nothing else', () => {
    expect([...new Set(files.map((path) => path.split('/')[0]))].sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'action.yml', 'dist', 'docs', 'package.json'],
    ]);
    const { exports, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const named = Object.values<string | Record<string, string>>(exports).flatMap((entry) => Object.values(entry));
    for (const path of [...named.filter((path) => path.length > 1), bin.meshwright]) {
      expect(files).toContain(path.replace(/^\.\//, ''));
    }
    expect(files).toContain('dist/THIRD_PARTY_LICENSES');
  });

  it('makes and compiles a project', () => expectToWork(project, process.execPath));

  it('works through npx in the folder where it is installed', () => {
    const npx = (...args: readonly string[]) =>
      execFileSync('npx', ['--no-install', 'meshwright', ...args], { cwd: project, env: cleanEnv(), encoding: 'utf8' });
    const { name } = JSON.parse(readFileSync(join(project, 'node_modules/meshwright/package.json'), 'utf8'));
    expect(name).toBe('meshwright');
    npx('init');
    expect(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).dependencies.meshwright).toMatch(/\.tgz$/);
    expect(npx('compile')).toMatch(/^✓ 1 target /);
  });

  it('brings types that stand alone, and refuse what is wrong', () => {
    const tsc = (...args: readonly string[]) => {
      const command = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.', '--skipLibCheck', 'false', ...args];
      return spawnSync(process.execPath, command, { cwd: project, encoding: 'utf8' }).stdout;
    };
    execFileSync(process.execPath, [join(project, 'node_modules/.bin/meshwright'), 'init'], { cwd: project });
    expect(tsc()).toBe('');
    expect(tsc('--module', 'nodenext', '--moduleResolution', 'nodenext', '--verbatimModuleSyntax', 'false')).toBe('');
    addFiles(project, { 'policies/wrong.ts': "import { api } from './demo.ts';\napi.route({ to: { v9: 100 } });\n" });
    expect(tsc()).toContain('policies/wrong.ts(2,19): error TS2353');
  });
});
