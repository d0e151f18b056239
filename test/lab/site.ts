// The place of one lab: a folder, a name that its network namespaces share, and a keeper that takes all of it down.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { mustRun } from './process.ts';
import { writeProgram } from './programs.ts';
import { until, when } from './wait.ts';

const PREFIX = 'meshwright-lab-';

export interface Site {
  readonly folder: string;
  /** What the names of its network namespaces begin with. */
  readonly name: string;
  readonly workload: string;
  readonly logOf: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** Opens a place that is gone after `seconds` at the latest, and as soon as this process ends. */
export const openSite = async (seconds: number): Promise<Site> => {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o755); // the proxies run as another user
  if (process.env.MESHWRIGHT_KEEP_LAB) writeFileSync(join(folder, 'keep'), ''); // to read the logs afterwards
  for (const inner of ['logs', 'bin', 'pods']) mkdirSync(join(folder, inner));
  const program = writeProgram('keeper', folder);
  await mustRun(['node', program, 'sweep', join(tmpdir(), PREFIX)]);
  const close = await startKeeper(program, folder, seconds);
  const logOf = (name: string) => join(folder, 'logs', `${name}.log`);
  return { folder, name: basename(folder), workload: writeProgram('workload', folder), logOf, close };
};

const startKeeper = async (program: string, folder: string, seconds: number) => {
  const log = openSync(join(folder, 'logs', 'keeper.log'), 'a');
  const keeper = spawn('node', [program, 'keep', folder, String(seconds)], {
    stdio: ['pipe', log, log],
    detached: true,
  });
  closeSync(log);
  await until('the keeper', async () => when(existsSync(join(folder, 'keeper.pid'))), 20);
  return async () => {
    if (keeper.exitCode !== null) return;
    keeper.stdin?.end();
    await once(keeper, 'exit');
  };
};

/** A program where every user can run it; the cache may be in a folder that only its owner can enter. */
export const share = (site: Site, program: string): string => {
  const target = join(site.folder, 'bin', basename(program));
  if (existsSync(target)) return target;
  try {
    linkSync(program, target);
  } catch {
    copyFileSync(program, target); // another file system
  }
  return target;
};
