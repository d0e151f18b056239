import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, cleanEnv, folderWith, MAIN, ROOT } from './cli/meshwright.ts';

/**
 * What the documents show is run, in order, in a folder of their own:
 * - a `console` block holds commands after `$ ` and what they print; `UPDATE=1` writes down what they print now
 * - a `ts` block whose first line is a comment with a path is that file
 * The README starts from the project's own policies, a guide from an empty folder.
 */
const DOCUMENTS = ['README.md', ...readdirSync(join(ROOT, 'docs/guides')).map((name) => `docs/guides/${name}`)];

/** More backticks around what has such a block in it. */
const FENCE = /^(```+)(console|ts)\n([\s\S]*?)^\1$/gm;

beforeAll(buildOnce);

/** The hash of a commit is of all that `init` writes, which is not what the documents are about. */
const COMMIT = '4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f';

/** `meshwright` and `npx meshwright` are the command that was built here; nothing is installed. */
function binaries(): string {
  const folder = folderWith({
    meshwright: `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`,
    npx: '#!/bin/sh\nexec "$@"\n',
    npm: '#!/bin/sh\n',
  });
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o755);
  return folder;
}

function startFolder(document: string): string {
  const folder = folderWith();
  if (document !== 'README.md') return folder;
  for (const path of ['policies', 'meshwright.config.ts'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  return folder;
}

function runBlock(block: string, cwd: string, path: string): string {
  const commands = [...block.matchAll(/^\$ (.*)$/gm)].map((match) => match[1] ?? '');
  return commands.map((command) => `$ ${command}\n${runCommand(command, cwd, path)}`).join('');
}

/** The same commits on every machine. */
const WHO = { NAME: 'You', EMAIL: 'you@example.com', DATE: '2026-01-01T00:00:00Z' };
const COMMITS = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((role) => Object.entries(WHO).map(([key, value]) => [`GIT_${role}_${key}`, value])),
);

function runCommand(command: string, cwd: string, path: string): string {
  const env = cleanEnv({ PATH: `${path}:${process.env.PATH}`, GIT_CONFIG_GLOBAL: '/dev/null', ...COMMITS });
  const { stdout } = spawnSync('bash', ['-c', `exec 2>&1; ${command}`], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return stdout
    .replaceAll(cwd, '/home/you/mesh')
    .replace(/\b\d+(\.\d+)? s$/gm, '0.19 s')
    .replace(/\b[0-9a-f]{40}\b/g, COMMIT)
    .replace(/(?<=\()[0-9a-f]{10}(?=\))|\b[0-9a-f]{10}(?=:)/g, COMMIT.slice(0, 10));
}

function writeBlock(block: string, cwd: string): void {
  const file = /^\/\/ (\S+\.ts)\n/.exec(block)?.[1];
  if (file === undefined) return;
  mkdirSync(dirname(join(cwd, file)), { recursive: true });
  addFiles(cwd, { [file]: block.slice(block.indexOf('\n') + 1) });
}

function rerun(document: string, text: string): string {
  const cwd = startFolder(document);
  const path = binaries();
  return text.replace(FENCE, (whole, fence: string, language: string, block: string) => {
    if (language === 'console') return `${fence}console\n${runBlock(block, cwd, path)}${fence}`;
    writeBlock(block, cwd);
    return whole;
  });
}

describe.each(DOCUMENTS)('%s', (document) => {
  it('shows what really happens', () => {
    const file = join(ROOT, document);
    const text = readFileSync(file, 'utf8');
    const now = rerun(document, text);
    if (process.env.UPDATE === '1' && now !== text) writeFileSync(file, now);
    else expect(text).toBe(now);
  });

  it('links to files that exist', () => {
    const text = readFileSync(join(ROOT, document), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
    const missing = links.filter((link) => !existsSync(join(ROOT, dirname(document), link)));
    expect(missing).toEqual([]);
  });
});
