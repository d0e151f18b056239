import { hash } from 'node:crypto';
import { isJsonObject, type Json } from '../../base/json.ts';
import { compareStrings } from '../../base/order.ts';
import { INVENTORY, isInside, readInventory } from '../inventory.ts';
import { PROVENANCE } from '../provenance.ts';
import { type Disk, isDiskError, realDisk } from './disk.ts';
import { onDisk, type Place, type PlaceOptions, placeOf, shown } from './place.ts';
import { type View, viewOf } from './view.ts';

export interface VerifyOptions extends PlaceOptions {
  readonly disk?: Disk;
}

/** Files in folders of the output that no inventory lists, as a person knows them. They are not ours, and nothing of ours names them. */
export function foreignFiles(options: VerifyOptions, trees: readonly string[]): readonly string[] {
  const { disk = realDisk } = options;
  const place = placeOf(options);
  const view = viewOf(place, disk);
  return trees.flatMap((tree) => {
    const read = readInventory(textOf(`${tree}/${INVENTORY}`, place, disk) ?? '');
    const owned = read.kind === 'inventory' ? read.owned : new Map<string, string>();
    const found = filesBelow(tree, view).map((path) => path.slice(tree.length + 1));
    return found
      .filter((path) => path !== INVENTORY && !owned.has(path))
      .map((path) => shown(place, `${tree}/${path}`));
  });
}

/** Links are listed, and not followed. */
function filesBelow(folder: string, view: View): readonly string[] {
  const entries = [...view.list(folder)].sort(([a], [b]) => compareStrings(a, b));
  return entries.flatMap(([name, kind]) =>
    kind === 'folder' ? filesBelow(`${folder}/${name}`, view) : [`${folder}/${name}`],
  );
}

/** What a statement of provenance says that is not so. */
export type StatementProblem =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'version'; readonly said: string }
  /** A policy file that is another now, or is gone. */
  | { readonly kind: 'input'; readonly path: string }
  /** A file of the target that is another than what is said of it, or is gone; or of which nothing is said. */
  | { readonly kind: 'subject' | 'unnamed'; readonly path: string };

/** Compares the statement of a target with the files that it is about; undefined if there is none. */
export function statementProblems(
  options: VerifyOptions,
  tree: string,
  version: string,
): readonly StatementProblem[] | undefined {
  const { disk = realDisk } = options;
  const place = placeOf(options);
  const text = textOf(`${tree}/${PROVENANCE}`, place, disk);
  if (text === undefined) return undefined;
  const said = readStatement(text);
  if (said === undefined) return [{ kind: 'unreadable' }];
  const inventory = readInventory(textOf(`${tree}/${INVENTORY}`, place, disk) ?? '');
  const owned = inventory.kind === 'inventory' ? [...inventory.owned.keys()] : [];
  const isOther = (path: string, sha256: string, file: string) =>
    !isInside(path) || digestOf(() => disk.readFileSync(file)) !== sha256;
  return [
    ...(said.version === version ? [] : [{ kind: 'version' as const, said: said.version }]),
    ...[...said.inputs].flatMap(([path, sha256]) =>
      isOther(path, sha256, `${place.root}/${path}`) ? [{ kind: 'input' as const, path }] : [],
    ),
    ...[...said.subjects].flatMap(([path, sha256]) =>
      isOther(path, sha256, onDisk(place, `${tree}/${path}`)) ? [{ kind: 'subject' as const, path }] : [],
    ),
    ...owned
      .filter((path) => path !== PROVENANCE && !said.subjects.has(path))
      .map((path) => ({ kind: 'unnamed' as const, path })),
  ];
}

interface Said {
  readonly version: string;
  readonly subjects: ReadonlyMap<string, string>;
  readonly inputs: ReadonlyMap<string, string>;
}

function readStatement(text: string): Said | undefined {
  const statement = parsed(text);
  const predicate = field(statement, 'predicate');
  const version = field(field(field(field(predicate, 'runDetails'), 'builder'), 'version'), 'meshwright');
  const subjects = digests(field(statement, 'subject'));
  const inputs = digests(field(field(predicate, 'buildDefinition'), 'resolvedDependencies'));
  return typeof version === 'string' && subjects && inputs ? { version, subjects, inputs } : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function field(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}

function digests(list: Json | undefined): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(list)) return undefined;
  const found = new Map<string, string>();
  for (const one of list as readonly Json[]) {
    const [name, sha256] = [field(one, 'name'), field(field(one, 'digest'), 'sha256')];
    if (typeof name !== 'string' || typeof sha256 !== 'string') return undefined;
    found.set(name, sha256);
  }
  return found;
}

function digestOf(read: () => Buffer): string | undefined {
  return attempt(() => hash('sha256', withoutMark(read())));
}

/** A byte order mark is no part of the text that policies are compiled from. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function textOf(path: string, place: Place, disk: Disk): string | undefined {
  return attempt(() => disk.readFileSync(onDisk(place, path), 'utf8'));
}

/** What cannot be read is as good as not there: whatever names it is told so. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (isDiskError(thrown)) return undefined;
    throw thrown;
  }
}
