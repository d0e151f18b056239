import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a file system said no with. */
export interface DiskError {
  readonly code: string;
  readonly path?: string;
}

export function isDiskError(thrown: unknown): thrown is DiskError {
  const { code, syscall } = (thrown ?? {}) as { readonly code?: unknown; readonly syscall?: unknown };
  return typeof code === 'string' && syscall !== undefined;
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'it is on a read-only file system',
  ENOSPC: 'no space is left',
  EDQUOT: 'no space is left',
  ENOTDIR: 'a file stands where a folder goes',
  EEXIST: 'a file stands where a folder goes',
  EISDIR: 'a folder stands where a file goes',
  ENOENT: 'it is not there',
  ENAMETOOLONG: 'its path is too long',
};

/** Why, after a colon. */
export function whyRefused({ code }: DiskError): string {
  return WORDS[code] ?? `the file system says ${code}`;
}

/** A folder with those around it. Node's own `recursive` tries for ever where a file system takes no folders, as `/proc`. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o755 });
}
