import { command } from '../../cli/in-process.ts';
import type { Ran } from '../../cli/meshwright.ts';
import { type Found, foundIn, GIT_ENV } from './repository.ts';

type Env = Readonly<Record<string, string>>;

/** As in repository.ts, without a process each time. */
export function diff(cwd: string, args: readonly string[] = [], env: Env = {}): Promise<Ran> {
  return command(['diff', ...args], { cwd, env: { ...GIT_ENV, ...env } });
}

export async function found(cwd: string, args: readonly string[] = [], env: Env = {}): Promise<Found> {
  return foundIn(await diff(cwd, ['-o', 'json', ...args], env));
}
