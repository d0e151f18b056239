import { existsSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { Aliases } from './resolve.ts';

/** What `paths` of the project's tsconfig.json make of the name of a package. Read only once such a name is imported. */
export function aliasesOf(root: string): Aliases {
  let match: Promise<Match> | undefined;
  return async (specifier) => {
    match ??= loadMatch(root);
    return (await match)(specifier);
  };
}

type Match = (specifier: string) => readonly string[];

async function loadMatch(root: string): Promise<Match> {
  const path = join(root, 'tsconfig.json');
  if (!existsSync(path)) return () => [];
  const { createPathsMatcher, parseTsconfig } = await import('get-tsconfig');
  const match = createPathsMatcher({ path, config: read(() => parseTsconfig(path)) });
  return (specifier) => (match?.(specifier) ?? []).map((file) => posix.normalize(relative(root, file)));
}

/** tsconfig.json, or something that it extends, is not what it should be. */
export class BadTsconfig extends Error {}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (problem) {
    throw new BadTsconfig((problem as Error).message.split('\n')[0]);
  }
}
