import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { buildOnce, cleanEnv, folderWith, ROOT } from './cli/meshwright.ts';

/** Where packages come from, and by what certificates, is for whoever runs the tests to say; what `npm test` adds is not. */
function npmEnv(): Readonly<Record<string, string | undefined>> {
  const ours = ([name]: readonly [string, unknown]) =>
    !/^(npm_(?!config_)|npm_config_local_prefix$|INIT_CWD$|NODE_OPTIONS$)/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(ours));
}

export function npm(args: readonly string[], cwd: string): string {
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  return execFileSync('npm', [...args, ...quiet], {
    cwd,
    env: npmEnv(),
    encoding: 'utf8',
    timeout: 170_000,
    stdio: 'pipe',
  });
}

export interface Packed {
  /** A folder in which the package is installed. */
  readonly project: string;
  readonly files: readonly string[];
}

/** The package as it would be published, packed and installed. */
export function packed(): Packed {
  buildOnce();
  const place = folderWith({ 'empty/.keep': '' });
  const [{ filename, files }] = JSON.parse(
    npm(['pack', ROOT, '--ignore-scripts', '--json', '--pack-destination', place], place),
  );
  const project = join(place, 'empty');
  npm(['install', join(place, filename)], project);
  return { project, files: files.map(({ path }: { path: string }) => path) };
}

/** Begins a project beside what is installed, and compiles it, with this Node. */
export function expectToWork(project: string, node: string): void {
  const folder = join(project, 'begun');
  // What npx runs: the file behind the link in .bin, here with the Node that is asked for.
  const bin = join(project, 'node_modules/.bin/meshwright');
  const run = (...args: readonly string[]) => {
    return execFileSync(node, [bin, ...args], { cwd: folder, env: cleanEnv(), encoding: 'utf8' });
  };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  run('init');
  expect(run('compile')).toMatch(/^✓ 1 target · 2 services · 1 call /);
  expect(existsSync(join(folder, 'out/dev/kustomization.yaml'))).toBe(true);
  expect(run('compile', '--check')).toContain('up to date');
  const checked = spawnSync(node, [bin, 'check', '-o', 'json'], { cwd: folder, env: cleanEnv(), encoding: 'utf8' });
  expect(checked).toMatchObject({ status: 0, stdout: expect.stringContaining('"ok": true'), stderr: '' });
}
