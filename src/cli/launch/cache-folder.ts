import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { digest, quietly } from './sealed.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where what only saves time is kept: a folder for each build of the command and of Node, in the user's own cache folder. None
 * where `MESHWRIGHT_CACHE` is `off`; nor inside a checkout, as some runners of pipelines have it: what lies there may have come
 * with a pull request.
 */
export function cacheFolder(env: Env, script: string): string | undefined {
  if (env['MESHWRIGHT_CACHE'] === 'off') return undefined;
  const base = env['XDG_CACHE_HOME'] ?? platformFolder(env);
  if (!isAbsolute(base) || isInCheckout(base)) return undefined;
  return join(base, 'meshwright', 'command', digest(`${identityOf(script)} ${engine()}`).slice(0, 32));
}

/** What tells one script from another without reading it: a package that is installed again or patched is another file. */
function identityOf(file: string): string {
  const { size, mtimeMs, ino } = statSync(file);
  return JSON.stringify([file, size, mtimeMs, ino]);
}

function engine(): string {
  return `${process.version} ${process.arch} ${cachedDataVersionTag()}`;
}

/** Removes what other builds left behind a while ago. */
export function dropOld(folder: string): void {
  const oldest = Date.now() - DAYS * 24 * 60 * 60 * 1000;
  quietly(() => {
    for (const name of readdirSync(dirname(folder))) {
      const old = join(dirname(folder), name);
      if (old !== folder && statSync(old).mtimeMs < oldest) rmSync(old, { recursive: true, force: true });
    }
  });
}

const DAYS = 30;

function platformFolder(env: Env): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library/Caches');
    case 'win32':
      return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData/Local');
    default:
      return join(homedir(), '.cache');
  }
}

const OF_A_CHECKOUT = ['.git', 'meshwright.config.ts'];

function isInCheckout(folder: string): boolean {
  if (OF_A_CHECKOUT.some((name) => existsSync(join(folder, name)))) return true;
  return dirname(folder) !== folder && isInCheckout(dirname(folder));
}
