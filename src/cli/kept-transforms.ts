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
  const used = new Map<string, TransformedText>();
  let fresh = 0;
  const store: TransformStore = {
    get: (key) => {
      const found = before.get(key);
      if (found) used.set(key, found);
      return found;
    },
    set: (key, made) => {
      used.set(key, made);
      fresh++;
    },
  };
  useStore(store);
  write = () => {
    if (fresh * WORTH_WRITING > used.size) writeSealed(file, Buffer.from(JSON.stringify([...used])));
  };
}

/** Once the work is done. */
export function writeKept(): void {
  write();
}

function read(file: string): ReadonlyMap<string, TransformedText> {
  const text = readSealed(file)?.toString();
  return new Map(text === undefined ? [] : (JSON.parse(text) as [string, TransformedText][]));
}
