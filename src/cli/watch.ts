import { spawn } from 'node:child_process';
import { basename, join, relative } from 'node:path';
import { watch } from 'chokidar';
import { openProject } from './project.ts';
import type { ExitCode, Shell } from './shell.ts';
import type { Given } from './verb.ts';

/** Editors write a file in several steps, and a checkout writes many. */
const SETTLE_MS = 80;
const SKIPPED = new Set(['node_modules', '.git']);

/**
 * Compiles whenever a file of the project changes. Each compile is a process of its own: a module that was evaluated
 * cannot be evaluated anew in the same one, and what hangs or crashes there does not end the watch.
 */
export async function watchAndCompile(given: Given, shell: Shell): Promise<ExitCode> {
  const { root, config } = await openProject(given.globals, shell);
  const compiles = compiler(once(given), shell);
  const watcher = watch(root, { ignored: ignored(root, config?.out), ignoreInitial: true });
  watcher.on('all', () => compiles.again());
  watcher.on('ready', () => shell.err.write(`watching ${relative(shell.cwd, root) || '.'} (Ctrl-C ends)\n`));
  compiles.again();
  return interrupted(() => watcher.close());
}

/** What compiling reads is anywhere in the project, except for what it writes and what others installed. */
function ignored(root: string, out: string | undefined): (path: string) => boolean {
  const written = out === undefined ? undefined : join(root, out);
  return (path) => path === written || SKIPPED.has(basename(path));
}

/** The same command line without `--watch`. */
function once({ options, globals }: Given): string[] {
  const given = {
    target: options.target,
    check: options.check,
    'allow-prune': options.allowPrune,
    output: options.output,
    ...globals,
  };
  const flags = Object.entries(given).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one] as const),
  );
  return [
    'compile',
    ...flags.flatMap(([name, value]) =>
      value === true ? [`--${name}`] : value === false ? [] : [`--${name}`, String(value)],
    ),
  ];
}

/** Runs one compile at a time; a change during one leads to exactly one more after it. */
function compiler(argv: readonly string[], shell: Shell): { again: () => void } {
  const main = process.argv[1] ?? '';
  let running = false;
  let waiting = false;
  let settle: NodeJS.Timeout | undefined;
  const compile = () => {
    if (running) {
      waiting = true;
      return;
    }
    running = true;
    spawn(process.execPath, [main, ...argv], { cwd: shell.cwd, stdio: 'inherit' }).on('close', () => {
      running = false;
      if (waiting) again();
      waiting = false;
    });
  };
  const again = () => {
    clearTimeout(settle);
    settle = setTimeout(compile, SETTLE_MS);
  };
  return { again };
}

function interrupted(close: () => Promise<void>): Promise<ExitCode> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => close().then(() => resolve(130)));
  });
}
