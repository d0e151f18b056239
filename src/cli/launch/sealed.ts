import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Hexadecimal digits. */
const DIGEST = 64;

export function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Files of the cache begin with the digest of the rest: one that is cut off or damaged is as good as none. So is one that is, or
 * could have been written by, somebody else: a digest says nothing of who made it.
 */
export function readSealed(file: string): Buffer | undefined {
  return quietly(() => {
    const bytes = readOwn(file);
    if (bytes === undefined) return undefined;
    const rest = bytes.subarray(DIGEST);
    return bytes.toString('latin1', 0, DIGEST) === digest(rest) ? rest : undefined;
  });
}

const WRITABLE_BY_OTHERS = 0o022;

function readOwn(file: string): Buffer | undefined {
  const open = openSync(file, 'r');
  try {
    const { uid, mode } = fstatSync(open);
    // Where files have no such owners, the folder of the user is all that there is.
    const own = process.getuid === undefined || (uid === process.getuid() && (mode & WRITABLE_BY_OTHERS) === 0);
    return own ? readFileSync(open) : undefined;
  } finally {
    closeSync(open);
  }
}

/** In one step for whoever reads it at the same time. The folder is made in one that is there. */
export function writeSealed(file: string, bytes: Buffer): void {
  quietly(() => {
    makeFolder(dirname(file));
    const temporary = join(dirname(file), `.${process.pid}.${basename(file)}`);
    writeFileSync(temporary, digest(bytes), { mode: 0o600 });
    appendFileSync(temporary, bytes);
    renameSync(temporary, file);
  });
}

/** With at most three above it, one at a time: asked for all, Node never comes back from places where none can be made, such as `/proc`. */
function makeFolder(folder: string, above = 3): void {
  if (existsSync(folder)) return;
  if (above > 0) makeFolder(dirname(folder), above - 1);
  mkdirSync(folder, { mode: 0o700 });
}

/** Nothing of a cache is ever needed, so whatever goes wrong with it is as if it was not there. */
export function quietly<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}
