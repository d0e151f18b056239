import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Transformed } from '../load/transform.ts';
import { type TransformStore, useStore } from '../load/transform-store.ts';
import { digest, quietly, readSealed, writeSealed } from './launch/sealed.ts';

/** A file for each project. It is written again when more than one in so many modules is new. */
const WORTH_WRITING = 20;

/** A module as it is kept. */
interface Kept {
  readonly transformed: Transformed;
  /** What the engine made of it, under the name that it was told: two files may have the same text. */
  readonly script?: { readonly name: string; readonly code: Buffer };
}

/** A module that was used in this run. */
interface Used {
  readonly transformed: Transformed;
  script?: { readonly name: string; readonly code: () => Buffer };
}

let write: () => void = () => {};

/** Has the modules of a project transformed and compiled once, not in each run. */
export function keepTransforms(folder: string, root: string): void {
  const file = join(folder, `policies-${digest(root).slice(0, 32)}`);
  const before = read(file);
  const used = new Map<string, Used>();
  let fresh = 0;
  const store: TransformStore = {
    get: (key) => {
      const bytes = before.get(key);
      if (bytes === undefined) return undefined;
      const { transformed, script } = deserialize(bytes) as Kept;
      used.set(key, { transformed, ...(script && { script: { name: script.name, code: () => script.code } }) });
      return transformed;
    },
    set: (key, transformed) => {
      used.set(key, { transformed });
      fresh++;
    },
    compiled: (key, name) => {
      const script = used.get(key)?.script;
      return script?.name === name ? script.code() : undefined;
    },
    setCompiled: (key, name, code) => {
      const one = used.get(key);
      if (one && (!one.script || one.script.name === name)) one.script = { name, code };
    },
  };
  useStore(store);
  write = () => {
    if (fresh * WORTH_WRITING <= Math.max(used.size, before.size)) return;
    const kept = Array.from(used, ([key, one]) => [key, keptOf(one)] as const);
    // A run that needs few of the modules says nothing of the others.
    const all = used.size * 2 < before.size ? new Map([...before, ...kept]) : new Map(kept);
    writeSealed(file, serialize(all));
  };
}

function keptOf({ transformed, script }: Used): Buffer {
  const kept: Kept = { transformed, ...(script && { script: { name: script.name, code: script.code() } }) };
  return serialize(kept);
}

/** Once the work is done. */
export function writeKept(): void {
  quietly(write);
}

/** Modules by their key: a run that needs few of them reads no others. */
function read(file: string): ReadonlyMap<string, Buffer> {
  const bytes = readSealed(file);
  return (bytes && quietly(() => deserialize(bytes) as ReadonlyMap<string, Buffer>)) ?? new Map();
}
