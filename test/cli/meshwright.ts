import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
export const MAIN = join(ROOT, 'dist/cli/main.js');

/** The command is tested as users have it: built. When nothing changed this takes a tenth of a second. */
export function buildOnce(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs')]);
}

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly nodeArgs?: readonly string[];
}

/** Runs the command as a process, with nothing of this one's environment that could change what it says. */
export function meshwright(args: readonly string[], options: RunOptions = {}): Ran {
  const { cwd = ROOT, env = {}, node = process.execPath, nodeArgs = [] } = options;
  const ran = spawnSync(node, [...nodeArgs, MAIN, ...args], {
    cwd,
    env: cleanEnv(env),
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: ran.status, signal: ran.signal, out: ran.stdout, err: ran.stderr };
}

export function cleanEnv(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...more };
}

export type Files = Readonly<Record<string, string>>;

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A temporary folder with these files, gone after the test file. */
export function folderWith(files: Files = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'meshwright-')));
  made.push(folder);
  addFiles(folder, files);
  return folder;
}

export function addFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export function configFile(body = TARGETS): string {
  return `import { defineConfig, istio } from 'meshwright/config';\n\nexport default defineConfig({\n${body}\n});\n`;
}

export const TARGETS =
  "  targets: { dev: { environment: 'dev', cluster: 'dev', backends: [istio({ version: '1.31' })] } },";
