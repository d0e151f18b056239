// The programs that run outside the test runner, stripped of their types so that any Node can run them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'oxc-transform';

const SOURCES = new URL('./programs/', import.meta.url);

/** Writes a program into a folder and says where it is. */
export const writeProgram = (name: 'keeper' | 'workload', folder: string): string => {
  const source = new URL(`${name}.ts`, SOURCES);
  const { code, errors } = transformSync(`${name}.ts`, readFileSync(source, 'utf8'), { target: 'node20' });
  if (errors.length > 0) throw new Error(`${name}.ts: ${errors[0]?.message}`);
  const target = join(folder, `${name}.mjs`);
  writeFileSync(target, code);
  return target;
};
