import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { buildOnce, folderWith, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

const MADE = [
  ...['meshwright.config.ts', 'policies/index.ts', 'policies/mesh.ts', 'policies/demo.ts', 'tsconfig.json'],
  ...['.github/workflows/meshwright.yml', '.github/workflows/meshwright-comment.yml', 'package.json', '.gitignore'],
];

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

describe('init', () => {
  it('makes a project in an empty folder, and in one that is not there yet', () => {
    const here = folderWith();
    const { code, out, err } = meshwright(['init'], { cwd: here });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const path of MADE) expect(existsSync(join(here, path))).toBe(true);
    expect(out).toContain('npx meshwright compile');
    expect(out).not.toContain('cd ');

    const there = meshwright(['init', 'a/b'], { cwd: here });
    expect(there.out).toContain('  cd a/b\n');
    for (const path of MADE) expect(read(join(here, 'a/b'), path)).toBe(read(here, path));
    expect(existsSync(join(here, 'c'))).toBe(false);
    mkdirSync(join(here, 'c'));
    expect(meshwright(['init', '-C', 'c', '-q'], { cwd: here })).toMatchObject({ code: 0, out: '' });
    expect(read(here, 'c/policies/index.ts')).toBe(read(here, 'policies/index.ts'));
  });

  it('has scripts that use verbs and options that exist', () => {
    const here = folderWith();
    meshwright(['init', '--ci', 'gitlab'], { cwd: here });
    meshwright(['init', '--ci', 'script'], { cwd: here });
    const made = ['package.json', '.gitlab-ci.yml', 'scripts/meshwright.sh'].map((path) => read(here, path)).join('\n');
    const commands = [...made.matchAll(/meshwright ((?:compile|check|diff|comment)\b[^"|>\n]*)/g)].map(
      (match) => match[1]!,
    );
    expect(commands.length).toBeGreaterThan(8);
    for (const command of commands)
      expect(
        meshwright([
          ...command
            .replace(/[\\$"].*/, '')
            .trim()
            .split(' '),
          '--help',
        ]),
      ).toMatchObject({ code: 0 });
  });

  it.each([
    ['nothing', {}, undefined, '.github/workflows/meshwright-comment.yml'],
    ['a pipeline of GitLab', { '.gitlab-ci.yml': '' }, undefined, '.gitlab/meshwright.yml'],
    ['workflows of GitHub', { '.github/x': '' }, 'git@gitlab.com:a/b.git', '.github/workflows/meshwright.yml'],
    ['a remote on GitLab', {}, 'https://user@gitlab.example.com/a/b.git', '.gitlab-ci.yml'],
    ['a remote on GitHub', {}, 'git@github.com:a/b.git', '.github/workflows/meshwright.yml'],
    ['another remote', {}, 'ssh://git@code.example.com:7999/a/b.git', 'scripts/meshwright.sh'],
  ] as const)('writes what fits a repository that has %s', (_, files, remote, path) => {
    const here = folderWith(files);
    execFileSync('git', ['init', '-q'], { cwd: here });
    if (remote) execFileSync('git', ['remote', 'add', 'origin', remote], { cwd: here });
    expect(meshwright(['init'], { cwd: here }).out).toContain(`+ ${path}\n`);
    expect(existsSync(join(here, path))).toBe(true);
  });

  it('writes what a CI reads to the repository, and tells it where the project is', () => {
    const here = folderWith();
    execFileSync('git', ['init', '-q'], { cwd: here });
    const { out } = meshwright(['init', 'platform/mesh'], { cwd: here });
    expect(out).toContain('+ ../../.github/workflows/meshwright.yml\n');
    const workflow = parse(read(here, '.github/workflows/meshwright.yml'));
    expect(workflow.jobs.report.steps.slice(-2)).toEqual([
      { run: 'npm ci --ignore-scripts', 'working-directory': 'platform/mesh' },
      { uses: './platform/mesh/node_modules/meshwright', with: { 'working-directory': 'platform/mesh' } },
    ]);
    expect(existsSync(join(here, 'platform/mesh/.github'))).toBe(false);
    const odd = meshwright(['init', 'a$(touch x)'], { cwd: here });
    expect(odd).toMatchObject({ code: 2, err: expect.stringContaining('cannot be named in what a CI runs') });
    expect(existsSync(join(here, 'a$(touch x)'))).toBe(false);
    expect(meshwright(['init', 'other', '--ci', 'none'], { cwd: here }).out).not.toContain('workflows');
  });

  it('never overwrites, and changes nothing the second time', () => {
    const mine = Object.fromEntries(MADE.slice(0, -2).map((path) => [path, `mine: ${path}`]));
    const here = folderWith(mine);
    expect(meshwright(['init'], { cwd: here }).code).toBe(0);
    for (const [path, text] of Object.entries(mine)) expect(read(here, path)).toBe(text);
    const before = read(here, 'package.json');
    const { out } = meshwright(['init'], { cwd: here });
    expect(out.match(/ kept/g)).toHaveLength(MADE.length);
    expect(read(here, 'package.json')).toBe(before);
  });

  it('adds to a package.json only what is missing, in its own style', () => {
    const old =
      '{\n\t"name": "shop",\n\t"scripts": { "compile": "tsc" },\n\t"dependencies": { "meshwright": "0.0.9" }\n}';
    const here = folderWith({ 'package.json': old, '.gitignore': 'dist' });
    expect(meshwright(['init'], { cwd: here }).out).toContain('~ package.json  added to');
    expect(read(here, 'package.json')).toMatch(/^\{\n\t"name"[\s\S]*\}$/);
    expect(JSON.parse(read(here, 'package.json'))).toEqual({
      name: 'shop',
      scripts: { compile: 'tsc', check: 'meshwright check --types' },
      dependencies: { meshwright: '0.0.9' },
      devDependencies: { typescript: expect.any(String) },
    });
    expect(read(here, '.gitignore')).toBe('dist\nnode_modules/\n');
  });

  it.each(['{ not json', '[]', ''])('leaves a folder whose package.json is %j as it was', (text) => {
    const here = folderWith({ 'package.json': text });
    const { code, err } = meshwright(['init'], { cwd: here });
    expect(code).toBe(2);
    expect(err).toContain('is not a JSON object');
    expect(existsSync(join(here, 'policies'))).toBe(false);
  });

  it('follows no link out of the folder, and says when a file is in the way', () => {
    const elsewhere = folderWith();
    const here = folderWith();
    symlinkSync(join(elsewhere, 'stolen'), join(here, 'tsconfig.json'));
    expect(meshwright(['init'], { cwd: here }).code).toBe(0);
    expect(existsSync(join(elsewhere, 'stolen'))).toBe(false);

    const blocked = folderWith({ policies: 'a file' });
    expect(meshwright(['init'], { cwd: blocked })).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot make the folder'),
    });
    writeFileSync(join(here, 'file'), '');
    expect(meshwright(['init', 'file'], { cwd: here }).code).toBe(2);
  });
});
