import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where what only saves time is kept: the user's own cache folder. None where `MESHWRIGHT_CACHE` is `off`; nor inside a
 * checkout, as some runners of pipelines have it: what lies there may have come with a pull request.
 */
export function cacheFolder(env: Env): string | undefined {
  if (env['MESHWRIGHT_CACHE'] === 'off') return undefined;
  const base = env['XDG_CACHE_HOME'] ?? platformFolder(env);
  if (!isAbsolute(base) || isInCheckout(base)) return undefined;
  return join(base, 'meshwright');
}

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
