// Programs: those that end, and those that run until the lab does.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, fchmodSync, openSync } from 'node:fs';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export type Command = readonly [program: string, ...args: string[]];

const LONGEST_OUTPUT = 64 * 1024 * 1024;

/** Runs a program to its end, whatever that is. */
export const run = (command: Command, options: RunOptions = {}): Promise<Finished> =>
  new Promise((resolve) => {
    const [program, ...args] = command;
    const { timeoutMs: timeout = 60_000, cwd } = options;
    const env = { ...process.env, ...options.env };
    const child = execFile(program, args, { timeout, cwd, env, maxBuffer: LONGEST_OUTPUT }, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else resolve({ code: typeof error.code === 'number' ? error.code : 1, stdout, stderr: stderr || error.message });
    });
    child.stdin?.on('error', () => {}); // it may end before it has read all
    child.stdin?.end(options.stdin ?? '');
  });

/** Runs a program that has to succeed, and gives what it printed. */
export const mustRun = async (command: Command, options: RunOptions = {}): Promise<string> => {
  const { code, stdout, stderr } = await run(command, options);
  if (code !== 0) throw new Error(`${command.join(' ').slice(0, 500)}: ${stderr || stdout}`);
  return stdout;
};

/** Starts a program that the keeper will end, its messages in `log`. */
export const start = (command: Command, log: string, options: Omit<RunOptions, 'stdin'> = {}): ChildProcess => {
  const [program, ...args] = command;
  const out = openSync(log, 'a');
  fchmodSync(out, 0o666); // Envoy, another user, opens it again as /dev/stdout
  const env = { ...process.env, ...options.env };
  const child = spawn(program, args, { stdio: ['ignore', out, out], cwd: options.cwd, env, detached: true });
  closeSync(out);
  return child;
};
