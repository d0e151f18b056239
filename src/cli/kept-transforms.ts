import { join } from 'node:path';
import type { TransformedText } from '../load/transform.ts';
import { type TransformStore, useStore } from '../load/transform-store.ts';
import { digest, readSealed, writeSealed } from './launch/sealed.ts';

/** A file for each project. It is written again when more than one in so many modules is new. */
const WORTH_WRITING = 20;

let write: () => void = () => {};

/** Has the modules of a project transformed once, not in each run. */
export function keepTransforms(folder: string, root: string): void {
  const file = join(folder, `policies-${digest(root).slice(0, 32)}`);
  const before = read(file);
  const used = new Map<string, string>();
  let fresh = 0;
  const store: TransformStore = {
    get: (key) => {
      const found = before.get(key);
      if (found === undefined) return undefined;
      used.set(key, found);
      return JSON.parse(found) as TransformedText;
    },
    set: (key, made) => {
      used.set(key, JSON.stringify(made));
      fresh++;
    },
  };
  useStore(store);
  write = () => {
    if (fresh * WORTH_WRITING <= Math.max(used.size, before.size)) return;
    // A run that needs few of the modules says nothing of the others.
    const kept = used.size * 2 < before.size ? new Map([...before, ...used]) : used;
    writeSealed(file, Buffer.from(Array.from(kept, ([key, made]) => `${key} ${made}`).join('\n')));
  };
}

/** Once the work is done. */
export function writeKept(): void {
  write();
}

/** A module a line, by its key: a run that needs few of them reads no others. */
function read(file: string): ReadonlyMap<string, string> {
  const lines = readSealed(file)?.toString().split('\n') ?? [];
  return new Map(
    lines.filter(Boolean).map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  );
}
