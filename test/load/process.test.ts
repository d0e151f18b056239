import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { project, removeProjects } from './project.ts';

/** Inside of node_modules, so that the bundle finds what is left out of it. */
const FOLDER = join(process.cwd(), 'node_modules/.cache/meshwright-test');
const CHILD = join(FOLDER, `child-${process.pid}.mjs`);

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entryPoints: ['test/load/child.ts'],
    outfile: CHILD,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['oxc-transform', 'oxc-parser', 'get-tsconfig'],
  });
});
afterAll(() => {
  removeProjects();
  rmSync(CHILD, { force: true });
});

const MESH = "import { mesh } from 'meshwright';\nexport const m = mesh('m');\n";

function run(body: string, seconds = 10, flags: readonly string[] = []) {
  const root = project({ 'index.ts': MESH + body });
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, CHILD, root, String(seconds)], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { PATH: process.env.PATH },
  });
  return { status, stdout, stderr };
}

describe('a process that evaluates policies', () => {
  it('says so when nothing can settle what is waited for any more, and does not just end', () => {
    const { status, stdout, stderr } = run('const x = 1;\nawait new Promise(() => {});');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject([
      { code: 'MW0112', message: '`index.ts` waits for a promise that never settles', span: { line: 4, column: 1 } },
    ]);
  });

  it('waits for what takes its time', () => {
    const { stdout } = run(
      "const fs = await import('node:fs/promises');\nm.say((await fs.readFile(import.meta.filename, 'utf8')).length > 9);",
    );
    expect(JSON.parse(stdout)).toMatchObject([{ said: 'm' }, { said: true }]);
  });

  it('is ended from outside when a loop begins after a wait, and says where', () => {
    const started = performance.now();
    const body = 'await new Promise((resolve) => setTimeout(resolve, 5));\nlet i = 0;\nfor (;;) {\n  i++;\n}';
    const { status, stdout, stderr } = run(body, 0.5);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout.replace('stalled ', ''))).toMatchObject([{ code: 'MW0113', span: { file: 'index.ts' } }]);
    expect([5, 6]).toContain(JSON.parse(stdout.replace('stalled ', ''))[0].span.line);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it.each([
    ['in a tick', 'process.nextTick(() => {\n  for (;;);\n});'],
    [
      'in a promise, where callbacks are tracked',
      "import { createHook } from 'node:async_hooks';\ncreateHook({ before() {} }).enable();\nconst f = async () => {\n  for (;;) await null;\n};\nf();",
    ],
  ])('goes on after a loop was ended %s', (_, body) => {
    const { status, stdout, stderr } = run(body, 0.3);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'MW0113' }]);
  });

  it('tells of a rejection that nobody handled, and of an exception in a timer', () => {
    expect(JSON.parse(run("Promise.reject(new Error('lost'));").stdout)).toMatchObject([{ code: 'MW0111' }]);
    const body = "setTimeout(() => {\n  throw new Error('late');\n}, 1);\nawait new Promise(() => {});";
    expect(JSON.parse(run(body).stdout)).toMatchObject([{ code: 'MW0110', span: { line: 4, column: 9 } }]);
  });

  it('prints nothing of what policies print to stdout', () => {
    const { stdout, stderr } = run("console.log('hello');");
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr).toBe('hello\n');
  });

  it('says nothing of Node’s own when a package is imported', () => {
    const { stderr } = run("import { sep } from 'node:path';\nm.say(sep);");
    expect(stderr).toBe('');
  });
});
