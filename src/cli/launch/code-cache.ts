import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { quietly, readSealed, writeSealed } from './sealed.ts';

/** What the engine made of the command's script in an earlier run: less to compile, and nothing else. */
export interface CodeCache {
  readonly read: () => Buffer | undefined;
  /** `verb`: each runs other parts of the script, and has a file of its own. */
  readonly write: (verb: string, code: Buffer) => void;
}

const NONE: CodeCache = { read: () => undefined, write: () => {} };
const PREFIX = 'code-';

export function codeCache(folder: string | undefined, argv: readonly string[]): CodeCache {
  if (folder === undefined) return NONE;
  return {
    read: () => readFirst(folder, argv),
    write: (verb, code) => writeSealed(join(folder, `${PREFIX}${verb}`), code),
  };
}

/** That of the first argument that has one: a verb. */
function readFirst(folder: string, argv: readonly string[]): Buffer | undefined {
  const files = quietly(() => readdirSync(folder)) ?? [];
  const verb = argv.find((argument) => files.includes(`${PREFIX}${argument}`));
  return verb === undefined ? undefined : readSealed(join(folder, `${PREFIX}${verb}`));
}
