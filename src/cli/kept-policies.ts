import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { KeptPolicies } from '../compile.ts';
import { quietly, readSealed, writeSealed } from './launch/sealed.ts';

/** What policies became, for questions and comparisons that are asked of the same policies again, and for a compile that goes on from the one before. */
export function keptPolicies(folder: string | undefined): { readonly kept?: KeptPolicies } {
  if (folder === undefined) return {};
  return {
    kept: {
      get: (name) => quietly(() => deserialize(readSealed(join(folder, name)) ?? Buffer.alloc(0))),
      set: (name, value) => quietly(() => writeSealed(join(folder, name), serialize(value))),
      drop: (name) => quietly(() => rmSync(join(folder, name), { force: true })),
      states: new Map(),
    },
  };
}
