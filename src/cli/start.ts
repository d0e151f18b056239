import { reportBug } from './bug.ts';
import { isOurEnd, weEnd } from './ending.ts';
import type { ExitCode, Output, Shell } from './shell.ts';

/** Runs this process's command line, and ends the process with its exit code. */
export async function start(): Promise<void> {
  const shell = processShell();
  guardEnd(shell);
  ignoreClosedPipes();
  keepExperimentsQuiet();
  const code = await runLazily(process.argv.slice(2), shell);
  weEnd();
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  // Policies may have left timers or sockets behind; nobody waits for those.
  process.exit(code);
}

/** `--version` needs none of the command line's machinery. */
async function runLazily(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    shell.out.write(`${(await import('./version.ts')).version()}\n`);
    return 0;
  }
  return (await import('./run.ts')).run(argv, shell);
}

function processShell(): Shell {
  return { cwd: process.cwd(), env: { ...process.env }, out: output(process.stdout), err: output(process.stderr) };
}

function output(stream: NodeJS.WriteStream): Output {
  return { write: (text) => void stream.write(text), isTTY: stream.isTTY === true };
}

/**
 * A policy that calls `process.exit(0)`, or whose promise keeps everyone waiting for nothing, would end the process as if
 * all were well.
 */
function guardEnd(shell: Shell): void {
  process.on('exit', () => {
    if (isOurEnd()) return;
    process.exitCode = 1;
    shell.err.write('error: the policies ended the process before they were evaluated. Nothing was written.\n');
  });
  process.on('uncaughtException', (thrown) => {
    weEnd();
    process.exit(reportBug(thrown, shell, process.argv.includes('-v')));
  });
}

/** `meshwright check | head` is no failure of ours: the rest is not wanted, and the exit code stays what it is. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** That Node calls something experimental which the loader relies on is not for users to read. */
function keepExperimentsQuiet(): void {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const print of printers) print(warning);
  });
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writableLength === 0 || stream.destroyed) resolve();
    else stream.write('', () => resolve());
  });
}
