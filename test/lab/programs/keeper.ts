// Takes a lab down, whatever happened to the process that started it: a keeper runs beside each lab, outside its process
// group, and cleans up when its standard input ends (the starter closed it, or died) or when the lab's time is over.
//
//   keeper.mjs keep FOLDER SECONDS      for one lab
//   keeper.mjs sweep PREFIX             for every lab whose keeper is gone too
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const NETNS = '/run/netns';
const GRACE_MS = 1_000;
const YOUNG_MS = 60_000;

const ip = (...args: string[]): string => {
  try {
    return execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return ''; // gone already
  }
};

/** The network namespaces of a lab carry its folder's name. */
const spacesOf = (folder: string): string[] =>
  existsSync(NETNS) ? readdirSync(NETNS).filter((name) => name.startsWith(`${basename(folder)}-`)) : [];

const processesIn = (spaces: readonly string[]): number[] =>
  spaces.flatMap((space) => ip('netns', 'pids', space).split('\n').filter(Boolean).map(Number));

const signal = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // gone already
    }
  }
};

const endProcesses = async (spaces: readonly string[]): Promise<void> => {
  signal(processesIn(spaces), 'SIGTERM');
  const patience = Date.now() + GRACE_MS;
  while (processesIn(spaces).length > 0) {
    if (Date.now() > patience) signal(processesIn(spaces), 'SIGKILL');
    if (Date.now() > patience + 10 * GRACE_MS) return;
    await sleep(50);
  }
};

const takeDown = async (folder: string): Promise<void> => {
  const spaces = spacesOf(folder);
  await endProcesses(spaces);
  for (const space of spaces) {
    ip('netns', 'del', space);
    rmSync(join('/etc/netns', space), { recursive: true, force: true });
  }
  if (!existsSync(join(folder, 'keep'))) rmSync(folder, { recursive: true, force: true });
};

const keep = (folder: string, seconds: number): void => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {});
  writeFileSync(join(folder, 'keeper.pid'), String(process.pid));
  const end = () => void takeDown(folder).then(() => process.exit());
  setTimeout(end, seconds * 1_000);
  process.stdin.on('end', end).on('error', end).resume();
};

const isKept = (folder: string): boolean => {
  try {
    const pid = readFileSync(join(folder, 'keeper.pid'), 'utf8');
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  } catch {
    return Date.now() - statSync(folder).mtimeMs < YOUNG_MS && !existsSync(join(folder, 'keeper.pid'));
  }
};

const sweep = async (prefix: string): Promise<void> => {
  const labs = readdirSync(dirname(prefix)).filter((name) => name.startsWith(basename(prefix)));
  for (const folder of labs.map((name) => join(dirname(prefix), name))) {
    if (!existsSync(join(folder, 'keep')) && !isKept(folder)) await takeDown(folder);
  }
};

const [verb, where = '', seconds] = process.argv.slice(2);
if (verb === 'keep') keep(where, Number(seconds));
else await sweep(where);
