import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { type Disk, isDiskError } from './disk.ts';

/** Where output goes, as the configuration says it. */
export interface PlaceOptions {
  /** Absolute path of the folder that holds the configuration. */
  readonly root: string;
  /** The output folder, relative to the root. */
  readonly out: string;
}

export interface Place extends PlaceOptions {
  /** Absolute path of the output folder. */
  readonly folder: string;
}

export function placeOf({ root, out }: PlaceOptions): Place {
  return { root, out, folder: resolve(root, out) };
}

/** While files are made they lie here, so that a run that was cut off leaves its remains in one place. */
export const STAGING = '.meshwright.tmp';

/** Held by the process that writes. */
export const LOCK = '.meshwright.lock';

/** Absolute path of something in the output folder. */
export function onDisk({ folder }: Place, path: string): string {
  return path === '' ? folder : `${folder}/${path}`;
}

/** The path of something in the output folder as a person knows it, relative to the root, with `/`. */
export function shown(place: Place, path: string): string {
  if (path === '' || path.startsWith(STAGING)) return shownPath(place, onDisk(place, path));
  const folder = shownFolders.get(place) ?? shownPath(place, place.folder);
  shownFolders.set(place, folder);
  return folder === '.' ? path : `${folder}/${path}`;
}

/** Thousands of files are shown, and all are in the same folder. */
const shownFolders = new WeakMap<Place, string>();

const STAGED = new RegExp(`/${STAGING.replaceAll('.', '\\.')}(?=/|$)`);

/** The same of an absolute path; what is being made is shown as what it will be. */
export function shownPath(place: Place, path: string): string {
  const final = path.replace(STAGED, '');
  return relative(place.root, final).split(sep).join('/') || '.';
}

/** A symbolic link on the way to the output folder must not lead out of the project; a configuration may, openly. */
export function placeProblem(place: Place, disk: Disk): Diagnostic | undefined {
  if (leavesRoot(relative(place.root, place.folder))) return undefined;
  const real = realPathOfExisting(place.folder, disk);
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
