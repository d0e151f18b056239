import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { type Disk, isDiskError } from './disk.ts';

/** Where output goes. */
export interface Place {
  /** Absolute path of the folder that holds the configuration. */
  readonly root: string;
  /** The output folder, relative to the root. */
  readonly out: string;
}

/** While files are made they lie here, so that a run that was cut off leaves its remains in one place. */
export const STAGING = '.meshwright.tmp';

/** Held by the process that writes. */
export const LOCK = '.meshwright.lock';

/** Absolute path of something in the output folder. */
export function onDisk({ root, out }: Place, path: string): string {
  return path === '' ? resolve(root, out) : `${resolve(root, out)}/${path}`;
}

/** The path of something in the output folder as a person knows it, relative to the root, with `/`. */
export function shown(place: Place, path: string): string {
  return shownPath(place, onDisk(place, path));
}

/** The same of an absolute path; what is being made is shown as what it will be. */
export function shownPath(place: Place, path: string): string {
  const made = path
    .replace(`${onDisk(place, STAGING)}/`, `${onDisk(place, '')}/`)
    .replace(onDisk(place, STAGING), onDisk(place, ''));
  return relative(place.root, made).split(sep).join('/') || '.';
}

/** A symbolic link on the way to the output folder must not lead out of the project; a configuration may, openly. */
export function placeProblem(place: Place, disk: Disk): Diagnostic | undefined {
  if (leavesRoot(relative(place.root, onDisk(place, '')))) return undefined;
  const real = realPathOfExisting(onDisk(place, ''), disk);
  if (!leavesRoot(relative(disk.realpathSync(place.root), real))) return undefined;
  return error('MW0201', `the output folder \`${place.out}\` is a symbolic link out of the project, to \`${real}\``, {
    help: 'make it a folder, or write the folder that it leads to as `out` in the configuration',
  });
}

function leavesRoot(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

/** The real path of a folder that may not be there yet: that of the nearest one above it that is. */
function realPathOfExisting(path: string, disk: Disk): string {
  try {
    return disk.realpathSync(path);
  } catch (thrown) {
    if (!isDiskError(thrown) || thrown.code !== 'ENOENT' || dirname(path) === path) throw thrown;
    return join(realPathOfExisting(dirname(path), disk), path.slice(dirname(path).length));
  }
}
