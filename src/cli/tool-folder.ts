import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The user's own folder for programs that were fetched; absent: none may be kept. */
export function toolFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env['MESHWRIGHT_CACHE'] === 'off') return undefined;
  const base = env['XDG_CACHE_HOME'] ?? join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  return isAbsolute(base) ? join(base, 'meshwright', 'tools') : undefined;
}
