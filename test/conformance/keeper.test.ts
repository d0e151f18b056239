// Whatever a lab started is gone when its starter is gone, when its time is over, or at the latest when the next lab opens.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mustRun } from '../lab/process.ts';
import { writeProgram } from '../lab/programs.ts';
import { until, when } from '../lab/wait.ts';

const PREFIX = 'meshwright-keeper-test-';

let program: string;
let folder: string;
let stubborn: ChildProcess;

/** A namespace with a process in it that does not end when asked. */
beforeEach(async () => {
  program = writeProgram('keeper', mkdtempSync(join(tmpdir(), 'keeper-program-')));
  folder = mkdtempSync(join(tmpdir(), PREFIX));
  await mustRun(['ip', 'netns', 'add', space()]);
  stubborn = spawn('ip', ['netns', 'exec', space(), 'sh', '-c', "trap '' TERM; while :; do sleep 1; done"], {
    detached: true,
  });
});
afterEach(() => mustRun(['rm', '-rf', dirname(program)]));

const space = (): string => `${basename(folder)}-0`;

const keep = async (seconds: number): Promise<ChildProcess> => {
  const keeper = spawn('node', [program, 'keep', folder, String(seconds)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  await until('the keeper', async () => when(existsSync(join(folder, 'keeper.pid'))), 20);
  return keeper;
};

const allIsGone = async (): Promise<void> => {
  await until('the process is gone', async () => when(stubborn.exitCode !== null || stubborn.signalCode !== null), 20);
  await until('the namespace is gone', async () => when(!readdirSync('/run/netns').includes(space())), 20);
  await until('the folder is gone', async () => when(!existsSync(folder)), 20);
};

describe('a keeper', () => {
  it('takes everything down when its starter is gone', async () => {
    const keeper = await keep(100);
    keeper.stdin?.destroy(); // as the kernel does when a process is killed
    await allIsGone();
  });

  it('is not moved by Ctrl-C', async () => {
    const keeper = await keep(100);
    keeper.kill('SIGINT');
    keeper.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect({ code: keeper.exitCode, folder: existsSync(folder) }).toEqual({ code: null, folder: true });
    keeper.stdin?.end();
    await allIsGone();
  });

  it('takes everything down when the time is over', async () => {
    await keep(1);
    await allIsGone();
  });

  it('that was killed itself is made up for by the next lab, which leaves living labs alone', async () => {
    const keeper = await keep(100);
    await mustRun(['node', program, 'sweep', join(tmpdir(), PREFIX)]);
    expect(existsSync(folder)).toBe(true);
    keeper.kill('SIGKILL');
    await until('the keeper is gone', async () => when(keeper.signalCode !== null));
    await mustRun(['node', program, 'sweep', join(tmpdir(), PREFIX)]);
    await allIsGone();
  });
});
