import type { Entry } from './commit-tree.ts';
import type { Git } from './git.ts';

/** A policy file, and a manifest, are far below this. */
const LARGEST = 1 << 24;

/** What is read together: what policies import, or manifests; and how many files of a folder at most, or those of one in it. */
const KINDS = [
  { name: /\.(m?[jt]s|json|cjs)$/, most: 5_000 },
  { name: /\.ya?ml$/, most: Number.POSITIVE_INFINITY },
] as const;
const NO_POLICY = /(^|\/)(node_modules\/|package-lock\.json$)/;

/**
 * The content of files by path, or why there is none. Reading is for a process to do, so what is asked for comes with what is
 * likely to be asked for next: files of the same kind below the same folder at the top, or nearer where those are too many.
 */
export function loadBlobs(entries: ReadonlyMap<string, Entry>, git: Git): (path: string) => Buffer | string {
  const known = new Map<string, Buffer | string>();
  // Git gives up at the first object that a partial clone left out: then what is asked for is read by itself.
  let complete = true;
  return (path) => {
    const object = entries.get(path)?.object ?? '';
    if (!known.has(object) && complete) complete = readAll(git, near(path, entries, known), known);
    if (!known.has(object) && !readAll(git, [object], known)) known.set(object, MISSING);
    return known.get(object) ?? MISSING;
  };
}

function near(
  path: string,
  entries: ReadonlyMap<string, Entry>,
  known: ReadonlyMap<string, unknown>,
): readonly string[] {
  const kind = KINDS.find(({ name }) => name.test(path));
  const own = entries.get(path)!.object;
  if (kind === undefined || NO_POLICY.test(path)) return [own];
  const folders = foldersAbove(path);
  let alike = [...entries].filter(
    ([other, entry]) =>
      entry.kind === 'file' && kind.name.test(other) && !NO_POLICY.test(other) && !known.has(entry.object),
  );
  for (const folder of folders) {
    alike = alike.filter(([other]) => (folder === '' ? !other.includes('/') : other.startsWith(folder)));
    if (alike.length <= kind.most) break;
  }
  const some = alike.length <= kind.most ? alike : [];
  return [...new Set([own, ...some.map(([, { object }]) => object)])];
}

/** `policies/`, `policies/shop/`: from the top down to where a file is; the top itself for a file there. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.length === 0 ? [''] : parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`);
}

/** Reads objects by one process; where they are too much for one, those that are not too large. Whether Git read all of them. */
function readAll(git: Git, objects: readonly string[], known: Map<string, Buffer | string>): boolean {
  const read = git.run(['cat-file', '--batch'], { input: lines(objects) });
  if (read.kind === 'done') collect(read.out, known);
  if (read.kind !== 'too-much') return read.kind === 'done';
  const small = sizesOf(git, objects);
  for (const object of objects) if (!small.has(object)) known.set(object, TOO_LARGE);
  return portions(small).every((some) => {
    const portion = git.run(['cat-file', '--batch'], { input: lines(some) });
    if (portion.kind === 'done') collect(portion.out, known);
    return portion.kind === 'done';
  });
}

const TOO_LARGE = `it is larger than ${LARGEST >> 20} MiB`;

function lines(objects: readonly string[]): string {
  return objects.map((object) => `${object}\n`).join('');
}

/** Sizes of the objects that are not too large. */
function sizesOf(git: Git, objects: readonly string[]): ReadonlyMap<string, number> {
  const checked = git.run(['cat-file', '--batch-check'], { input: lines(objects) });
  if (checked.kind !== 'done') return new Map();
  const sizes = checked.out
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const [object = '', type, size] = line.split(' ');
      return type === 'blob' && Number(size) <= LARGEST ? [[object, Number(size)] as const] : [];
    });
  return new Map(sizes);
}

/** Objects in portions that a process can give out at once. */
function portions(sizes: ReadonlyMap<string, number>): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const [object, size] of sizes) {
    if (all.length === 0 || size > room) {
      all.push([]);
      room = 8 * LARGEST;
    }
    all.at(-1)!.push(object);
    room -= size;
  }
  return all;
}

/** `<hash> blob <size>`, a line break, the content, a line break; `<hash> missing` for what is not there. */
function collect(out: Buffer, known: Map<string, Buffer | string>): void {
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    const [object = '', type, size] = out.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob') {
      known.set(object, MISSING);
      continue;
    }
    const length = Number(size);
    known.set(object, length > LARGEST ? TOO_LARGE : out.subarray(at, at + length));
    at += length + 1;
  }
}

const MISSING = 'it is not in this clone, which is partial: `git fetch --refetch --no-filter` brings it';
