import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';

/** What the engine made of the command's script in an earlier run: less to compile, and nothing else. */
export interface CodeCache {
  readonly read: () => Buffer | undefined;
  /** `verb`: each runs other parts of the script, and has a file of its own. */
  readonly write: (verb: string, code: Buffer) => void;
}

const NONE: CodeCache = { read: () => undefined, write: () => {} };

/**
 * The cache of a script, by what tells it from others. Nothing of it is ever needed, so whatever goes wrong with it (a folder
 * that cannot be written, half a file) is as if it was not there. A file begins with the digest of the rest: the engine looks
 * at what it is given only closely enough to know that it is its own.
 */
export function codeCache(folder: string | undefined, script: string, argv: readonly string[]): CodeCache {
  if (folder === undefined) return NONE;
  const all = join(folder, 'code');
  const own = join(all, digest(`${script} ${process.version} ${process.arch} ${cachedDataVersionTag()}`).slice(0, 32));
  return {
    read: () => quietly(() => readFirst(own, argv)),
    write: (verb, code) =>
      quietly(() => {
        for (const needed of [dirname(folder), folder, all, own]) makeFolder(needed);
        const temporary = join(own, `.${process.pid}`);
        writeFileSync(temporary, Buffer.concat([Buffer.from(digest(code)), code]), { mode: 0o600 });
        renameSync(temporary, join(own, verb));
        dropOld(all);
      }),
  };
}

/** That of the first argument that has one: a verb. */
function readFirst(own: string, argv: readonly string[]): Buffer | undefined {
  const verbs = new Set(readdirSync(own));
  const verb = argv.find((argument) => verbs.has(argument));
  if (verb === undefined) return undefined;
  const file = readFileSync(join(own, verb));
  const code = file.subarray(DIGEST);
  return file.toString('latin1', 0, DIGEST) === digest(code) ? code : undefined;
}

/** One at a time: asked for all, Node never comes back from places where none can be made, such as `/proc`. */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
}

/** Of other versions, of the command or of Node. */
function dropOld(folder: string): void {
  const oldest = Date.now() - DAYS * 24 * 60 * 60 * 1000;
  for (const name of readdirSync(folder)) {
    const old = join(folder, name);
    if (statSync(old).mtimeMs < oldest) rmSync(old, { recursive: true, force: true });
  }
}

const DAYS = 30;
/** Hexadecimal digits. */
const DIGEST = 64;

function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function quietly<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}
