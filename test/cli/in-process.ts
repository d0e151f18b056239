import { resolve } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { cleanEnv, type Ran, ROOT, type RunOptions } from './meshwright.ts';

/**
 * Runs a command line without a process of its own, which saves most of the time where a test asks many. That the process
 * says the same is for each file that uses this to show once.
 */
export async function command(
  args: readonly string[],
  { cwd = ROOT, env = {} }: Pick<RunOptions, 'cwd' | 'env'> = {},
): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const output = (texts: string[]) => ({ write: (text: string) => void texts.push(text), isTTY: false });
  const code = await run(args, { cwd: resolve(cwd), env: cleanEnv(env), out: output(out), err: output(err) });
  return { code, signal: null, out: out.join(''), err: err.join('') };
}
