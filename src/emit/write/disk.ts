import * as fs from 'node:fs';

/** What writing output asks of a file system; tests give one that fails where they say. */
export type Disk = Pick<
  typeof fs,
  | 'closeSync'
  | 'fsyncSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'readlinkSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'rmSync'
  | 'symlinkSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

export const realDisk: Disk = fs;

/** When something came into being that was made just now and not changed since, by the time of the file system. */
export function timeOf({ mtimeMs, ctimeMs }: fs.Stats): number {
  return Math.min(mtimeMs, ctimeMs);
}

export type DiskError = NodeJS.ErrnoException & { readonly code: string; readonly dest?: string };

/** Whether it is an answer of the file system rather than a bug of ours. */
export function isDiskError(thrown: unknown): thrown is DiskError {
  const { code, syscall } = (thrown ?? {}) as NodeJS.ErrnoException;
  return typeof code === 'string' && typeof syscall === 'string';
}

/** Does what may find nothing to do, or a folder that is not empty: both are as good as done. */
export function unless(codes: readonly string[], attempt: () => void): boolean {
  try {
    attempt();
    return true;
  } catch (thrown) {
    if (isDiskError(thrown) && codes.includes(thrown.code)) return false;
    throw thrown;
  }
}
