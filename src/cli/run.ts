import { CommanderError } from 'commander';
import { reportBug } from './bug.ts';
import { paintFor } from './look.ts';
import { program } from './program.ts';
import type { ExitCode, Shell } from './shell.ts';
import { UsageError } from './usage.ts';
import type { Given, VerbSpec } from './verb.ts';
import { VERBS } from './verbs/index.ts';
import { version } from './version.ts';

/** Runs one command line and returns its exit code; whatever happens, it does not throw. */
export async function run(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  return reporting(() => parseAndRun(argv, shell), shell, verbose);
}

/** The verb of a command line, by its name alone. */
export function verbIn(argv: readonly string[]): string | undefined {
  return argv.find((argument) => VERBS.some(({ name }) => name === argument));
}

/** Says what is thrown, and gives the exit code for it. */
export async function reporting(work: () => Promise<ExitCode>, shell: Shell, verbose: boolean): Promise<ExitCode> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof UsageError) return reportUsage(thrown, shell);
    return reportBug(thrown, shell, verbose);
  }
}

async function parseAndRun(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  let code: ExitCode = 0;
  const dispatch = async (verb: VerbSpec, given: Given) => {
    code = await (await verb.load())(given, shell);
  };
  const root = program(VERBS, version(), shell, dispatch);
  try {
    await root.parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    // `--help` and `--version` end by throwing too; commander has said by now what was wrong.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    throw thrown;
  }
  return code;
}

function reportUsage({ message, help }: UsageError, shell: Shell): ExitCode {
  const paint = paintFor(shell.err, { color: 'auto' }, shell.env);
  shell.err.write(`${paint(['red', 'bold'], 'error')}: ${message}\n`);
  if (help !== undefined) shell.err.write(`  ${paint('green', 'help:')} ${help}\n`);
  return 2;
}
