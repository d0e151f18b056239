import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { writeOutput } from '../../src/emit/write.ts';
import { contents, expected, quickDisk, removeTemporary, target, temporary } from './fixture.ts';

let root: string;
beforeEach(() => {
  root = temporary();
});
afterAll(removeTemporary);

const lockFile = () => join(root, 'out/.meshwright.lock');

function hold(mark: string): void {
  fs.mkdirSync(join(root, 'out'), { recursive: true });
  fs.symlinkSync(mark, lockFile());
}

const files = target('dev', { a: '1' });
const attempt = (patience = 60) => writeOutput(files, { root, out: 'out', patience });

const noLinks = () => {
  throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'symlink' });
};

describe('a lock', () => {
  it('of a process that lives is respected, and named', async () => {
    const mark = `${process.ppid}@${hostname()}`;
    hold(mark);
    expect((await attempt()).diagnostics).toEqual([
      {
        code: 'MW0210',
        severity: 'error',
        message: `process ${process.ppid} on \`${hostname()}\` is writing \`out\``,
        help: 'wait until it has finished; if no compile is running, delete `out/.meshwright.lock`',
      },
    ]);
    expect(contents(root)).toEqual({ 'out/': '', 'out/.meshwright.lock': `-> ${mark}` });
  });

  it.each([
    ['of another machine', '1@elsewhere'],
    ['that is none of ours', 'somewhere'],
  ])('%s is respected', async (_, mark) => {
    hold(mark);
    expect((await attempt()).diagnostics).toMatchObject([{ code: 'MW0210' }]);
  });

  it('of a process that has ended is taken over', async () => {
    hold(`${spawnSync('true').pid}@${hostname()}`);
    expect((await attempt()).diagnostics).toEqual([]);
    expect(contents(root)).toEqual(expected(...files));
  });

  it('of an earlier process that had our number is taken over', async () => {
    hold(`${process.pid}@${hostname()}`);
    expect((await attempt()).diagnostics).toEqual([]);
  });

  it('is waited for', async () => {
    hold('somewhere');
    const written = attempt(5_000);
    await sleep(80);
    fs.rmSync(lockFile());
    expect((await written).diagnostics).toEqual([]);
  });

  it('is a file where there are no links', async () => {
    fs.mkdirSync(join(root, 'out'));
    fs.writeFileSync(lockFile(), `${process.ppid}@${hostname()}`);
    const without = () =>
      writeOutput(files, { root, out: 'out', patience: 60, disk: { ...quickDisk, symlinkSync: noLinks } });
    expect((await without()).diagnostics).toMatchObject([{ code: 'MW0210' }]);
    fs.writeFileSync(lockFile(), `${spawnSync('true').pid}@${hostname()}`);
    expect((await without()).diagnostics).toEqual([]);
    expect(contents(root)).toEqual(expected(...files));
  });

  it('is let go when something is in the way', async () => {
    fs.mkdirSync(join(root, 'out/dev/kustomization.yaml'), { recursive: true });
    expect((await attempt()).diagnostics).toMatchObject([{ code: 'MW0205' }]);
    expect(fs.existsSync(lockFile())).toBe(false);
  });

  it('keeps two compiles in one process apart', async () => {
    const variants = ['1', '2', '3'].map((said) => target('dev', { a: said, b: said }));
    const written = await Promise.all(variants.map((each) => writeOutput(each, { root, out: 'out' })));
    expect(written.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    expect(variants.map((each) => expected(...each))).toContainEqual(contents(root));
  });
});

/** Writes a target of so many files, all of which say the same, in a process of its own. */
const PROGRAM = `
import { layout } from './src/emit/layout.ts';
import { writeOutput } from './src/emit/write.ts';
const [root, said, count] = process.argv.slice(2);
const emitted = Array.from({ length: Number(count) }, (_, i) => ({
  manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm-' + i, namespace: 'n' + (i % 50) }, data: { said } },
  spans: [{ file: 'a.ts', line: 1, column: 1 }],
}));
const files = layout('dev', emitted, { rootNamespace: 'x' }).result;
console.log('ready');
const { diagnostics } = await writeOutput(files, { root, out: 'out', patience: 30000 });
console.log(JSON.stringify(diagnostics));
`;

describe('processes', () => {
  let program: string;
  beforeAll(async () => {
    program = join(temporary(), 'program.mjs');
    await build({
      stdin: { contents: PROGRAM, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: program,
    });
  });

  const start = (said: string, count: number) =>
    spawn(process.execPath, [program, root, said, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });

  const output = (child: ChildProcess) =>
    new Promise<string>((resolve) => {
      let text = '';
      child.stdout!.on('data', (data) => {
        text += data;
      });
      child.on('close', () => resolve(text));
    });

  /** What files that are in place say, each text once. */
  const said = () =>
    new Set(
      Object.entries(contents(root))
        .filter(([path]) => path.startsWith('out/dev/') && path.includes('configmap-'))
        .map(([, text]) => /said: (.*)/.exec(text)?.[1]),
    );

  it('that write at once do so one after the other', async () => {
    const outputs = await Promise.all(['one', 'two', 'three', 'four'].map((name) => output(start(name, 300))));
    expect(outputs).toEqual(Array(4).fill('ready\n[]\n'));
    expect(said().size).toBe(1);
    expect(Object.keys(contents(root)).filter((path) => path.includes('.meshwright'))).toEqual([]);
  });

  it('that are killed in the middle leave whole files, and the next one finishes', async () => {
    await output(start('old', 3_000));
    for (const delay of [0, 10, 25, 45, 70, 100]) {
      const child = start('new', 3_000);
      const ended = output(child);
      await new Promise((resolve) => child.stdout!.once('data', resolve));
      await sleep(delay);
      child.kill('SIGKILL');
      await ended;
      for (const text of said()) expect(['old', 'new']).toContain(text);
      expect(await output(start('old', 3_000))).toBe('ready\n[]\n');
      expect([...said()]).toEqual(['old']);
      expect(Object.keys(contents(root)).filter((path) => path.includes('.meshwright'))).toEqual([]);
    }
  });
});
