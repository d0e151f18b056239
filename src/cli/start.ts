import { endProcess } from '../load/host.ts';
import { reportBug } from './bug.ts';
import { isOurEnd, weEnd } from './ending.ts';
import type { ExitCode, Shell } from './shell.ts';
import { takeStreams } from './streams.ts';

/** How the command was started. */
export interface Launch {
  /** The folder for what only saves time. */
  readonly cache?: string;
  /** Called when a verb did all its work: what ends early has run little of the command. */
  readonly ended?: (verb: string) => void;
}

/** Verbs that have done all their work when they end with 1: that is an answer of theirs. */
const SAY_NO: ReadonlySet<string> = new Set(['can', 'explain', 'diff']);

/** Runs this process's command line, and ends the process with its exit code. */
export function start({ cache, ended }: Launch = {}): Promise<void> {
  return startWith(async (argv, given) => {
    const shell = cache === undefined ? given : { ...given, cache };
    // `--version` needs none of the command line's machinery.
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) return printVersion(shell);
    const { run, verbIn } = await import('./run.ts');
    const code = await run(argv, shell);
    const verb = verbIn(argv);
    if (verb !== undefined && (code === 0 || (code === 1 && SAY_NO.has(verb)))) ended?.(verb);
    if (cache !== undefined) (await import('./kept-transforms.ts')).writeKept();
    return code;
  });
}

/** Runs something as this process's command: with the streams for its own, and policies kept from ending it. */
export async function startWith(command: (argv: readonly string[], shell: Shell) => Promise<ExitCode>): Promise<void> {
  const { out, err } = takeStreams();
  const shell: Shell = { cwd: process.cwd(), env: { ...process.env }, out, err };
  guardEnd(shell);
  keepExperimentsQuiet();
  const code = await command(process.argv.slice(2), shell);
  weEnd();
  await Promise.all([out.flushed(), err.flushed()]);
  // Policies may have left sockets behind, which nobody waits for, or listeners that would change the exit code.
  process.removeAllListeners('exit');
  endProcess(code);
}

async function printVersion(shell: Shell): Promise<ExitCode> {
  shell.out.write(`${(await import('./version.ts')).version()}\n`);
  return 0;
}

/**
 * A policy that ends the process, or whose promise keeps everyone waiting for nothing, would end it as if all were well; the
 * loader sees to that, and this to what gets past it.
 */
function guardEnd(shell: Shell): void {
  process.on('exit', () => {
    if (isOurEnd()) return;
    process.exitCode = 1;
    shell.err.write('error: the policies ended the process before they were evaluated. Nothing was written.\n');
  });
  process.on('uncaughtException', (thrown) => {
    weEnd();
    endProcess(reportBug(thrown, shell, process.argv.includes('-v')));
  });
}

/** That Node calls something experimental which the loader relies on is not for users to read. */
function keepExperimentsQuiet(): void {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const print of printers) print(warning);
  });
}
