import { hash } from 'node:crypto';
import { INVENTORY } from '../../inventory.ts';
import { KUSTOMIZATION } from '../../kustomization.ts';
import { onDisk } from '../place.ts';
import type { Context } from '../plan.ts';
import type { LeftOutput, MadeWhole } from './left.ts';
import { INVENTORY_FORM, KUSTOMIZATION_FORM, type Lines, lineEnd, linesOf, pathAt, rowOf } from './lines.ts';
import { isStamped, isWithin, rowsOf, type Stamps, stamp } from './stamps.ts';

/** What lists the files of a target, as they were left and still are. */
export interface Listing {
  readonly inventory: Lines;
  readonly kustomization: Lines;
  /** The row of the kustomization in the inventory. */
  readonly own: number;
}

/** Undefined if either list is another than what was left. */
export function listingOf(left: LeftOutput, context: Context): Listing | undefined {
  const rows = rowsOf(left.stamps);
  const inventory = linesIn(`${left.tree}/${INVENTORY}`, left.inventory, context, (text) =>
    linesOf(text, INVENTORY_FORM, rows),
  );
  const own = inventory && rowOf(inventory, KUSTOMIZATION);
  if (own === undefined) return undefined;
  const kustomization = linesIn(`${left.tree}/${KUSTOMIZATION}`, digestAt(inventory!, own), context, (text) =>
    linesOf(text, KUSTOMIZATION_FORM, rows - 1),
  );
  return kustomization && { inventory: inventory!, kustomization, own };
}

function linesIn(
  path: string,
  sha256: string,
  { view, place, disk }: Context,
  read: (text: string) => Lines | undefined,
): Lines | undefined {
  if (view.kindOf(path) !== 'file') return undefined;
  const bytes = disk.readFileSync(onDisk(place, path));
  return hash('sha256', bytes) === sha256 ? read(bytes.toString('latin1')) : undefined;
}

/** The digest of a file that the inventory lists. */
export function digestAt(inventory: Lines, row: number): string {
  const end = lineEnd(inventory, row) - 1;
  return inventory.text.slice(end - 64, end);
}

/**
 * Whether all files are what the inventory says, each a file in folders that are none but folders. Gives how they are now; those
 * that are as they were left are not looked into.
 */
export function verified(left: LeftOutput, inventory: Lines, begun: number, context: Context): Stamps | undefined {
  const { place, disk } = context;
  const stamps = left.stamps.slice();
  const folders = foldersOnWay(left, context);
  const folder = onDisk(place, left.tree);
  for (let row = 0; row < inventory.count; row++) {
    const path = pathAt(inventory, row);
    const { isFolder, made } = folders(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    const file = `${folder}/${path}`;
    const stats = isFolder ? disk.lstatSync(file, QUIET) : undefined;
    if (stats === undefined) return undefined;
    if (isStamped(stamps, row, stats)) continue;
    if (!stats.isFile()) return undefined;
    const isKnown = made !== undefined && isWithin(stats, made.from, made.to);
    if (!isKnown && hash('sha256', disk.readFileSync(file)) !== digestAt(inventory, row)) return undefined;
    stamp(stamps, row, stats, begun);
  }
  return stamps;
}

interface OnWay {
  readonly isFolder: boolean;
  /** If the folder was made whole, and is as it was then. */
  readonly made?: MadeWhole;
}

/** Looks at the folders in a target's once each, in the order in which its files come. */
function foldersOnWay({ tree, made }: LeftOutput, { place, disk }: Context): (name: string) => OnWay {
  // The target's own holds its lists, which were found in a folder.
  let [last, count] = ['', 0];
  let found: OnWay = { isFolder: true };
  return (name) => {
    if (name === '') return { isFolder: true };
    if (name === last) return found;
    const stats = disk.lstatSync(onDisk(place, `${tree}/${name}`), QUIET);
    const isAsMade = stats && made && isStamped(made.folders, count, stats);
    found = { isFolder: stats?.isDirectory() === true, ...(isAsMade && { made }) };
    last = name;
    count++;
    return found;
  };
}

const QUIET = { throwIfNoEntry: false } as const;
