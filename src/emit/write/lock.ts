import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { type Disk, isDiskError, unless } from './disk.ts';
import { LOCK, onDisk, type Place, shown } from './place.ts';

/**
 * One process at a time writes an output folder. The lock is a symbolic link that only one can create; where it leads names its
 * process, so that the lock of a process that ended without letting go is taken over. A link, since it comes into being whole: a
 * file is empty at first, and one whose maker was killed right then would never tell that nobody holds it.
 */
export interface Lock {
  readonly release: () => void;
}

export interface LockOptions {
  /** How long another may take to finish, in milliseconds. */
  readonly patience?: number;
}

const PATIENCE = 5_000;
const INTERVAL = 25;

/** Locks that this process holds: its own number in a lock that it does not hold is that of an earlier process. */
const held = new Set<string>();

export async function lock(
  place: Place,
  disk: Disk,
  { patience = PATIENCE }: LockOptions = {},
): Promise<Lock | Diagnostic> {
  const path = onDisk(place, LOCK);
  const madeFolder = disk.mkdirSync(place.folder, { recursive: true }) !== undefined;
  for (let waited = 0; ; waited += INTERVAL) {
    if (take(path, disk)) return { release: () => release(path, place, disk, madeFolder) };
    if (waited >= patience) return heldByAnother(read(path, disk), place);
    await sleep(INTERVAL);
  }
}

function take(path: string, disk: Disk): boolean {
  if (create(path, disk)) return true;
  const found = read(path, disk);
  if (found === undefined || !isStale(found, path)) return false;
  return dropStale(path, found, disk) && create(path, disk);
}

function create(path: string, disk: Disk): boolean {
  const taken = unless(['EEXIST'], () => link(path, disk));
  if (taken) held.add(path);
  return taken;
}

function link(path: string, disk: Disk): void {
  if (unless(['EPERM', 'ENOSYS', 'ENOTSUP'], () => disk.symlinkSync(ownMark(), path))) return;
  // Not every file system has links.
  disk.writeFileSync(path, ownMark(), { flag: 'wx' });
}

/**
 * Another may have seen the same stale lock, removed it and taken its own by now. So the lock is moved aside first: moved,
 * it is nobody else's, and can be looked at once more; one that is not the stale one is put back.
 */
function dropStale(path: string, stale: string, disk: Disk): boolean {
  const aside = `${path}.${process.pid}`;
  if (!unless(['ENOENT'], () => disk.renameSync(path, aside))) return true;
  const isStill = read(aside, disk) === stale;
  if (isStill) disk.unlinkSync(aside);
  else disk.renameSync(aside, path);
  return isStill;
}

function ownMark(): string {
  return `${process.pid}@${hostname()}`;
}

/** The mark of whoever holds the lock; undefined if nobody does. */
function read(path: string, disk: Disk): string | undefined {
  try {
    return disk.lstatSync(path).isSymbolicLink() ? disk.readlinkSync(path) : disk.readFileSync(path, 'utf8');
  } catch (thrown) {
    if (isDiskError(thrown) && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** Whose lock it is; unknown if it is no lock of ours. */
function holder(mark: string): Holder | undefined {
  const [, pid, host] = /^(\d+)@(.+)$/.exec(mark) ?? [];
  return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host };
}

function isStale(mark: string, path: string): boolean {
  const by = holder(mark);
  if (!by || by.host !== hostname()) return false;
  return by.pid === process.pid ? !held.has(path) : !isAlive(by.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return !(isDiskError(thrown) && thrown.code === 'ESRCH');
  }
}

function release(path: string, place: Place, disk: Disk, madeFolder: boolean): void {
  held.delete(path);
  if (read(path, disk) === ownMark()) disk.unlinkSync(path);
  if (madeFolder) unless(['ENOTEMPTY', 'EEXIST', 'ENOENT'], () => disk.rmdirSync(place.folder));
}

function heldByAnother(mark: string | undefined, place: Place): Diagnostic {
  const by = holder(mark ?? '');
  const who = by ? `process ${by.pid} on \`${by.host}\`` : 'another process';
  return error('MW0210', `${who} is writing \`${shown(place, '')}\``, {
    help: `wait until it has finished; if no compile is running, delete \`${shown(place, LOCK)}\``,
  });
}
