import { lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/** Whether a path leads out of a folder, as text or through a symbolic link in any part that exists. */
export function leaves(folder: string, path: string): boolean {
  const root = realpathSync(folder);
  return outside(root, resolve(root, path)) || outside(root, realpathOfExisting(resolve(root, path)));
}

function outside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

/** Where the nearest part of a path that exists really is; a dangling link is followed to where it points. */
function realpathOfExisting(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return isLink(path) ? dirname(sep) : realpathOfExisting(dirname(path));
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
