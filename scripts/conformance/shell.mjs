// Running programs and putting their results in place, for the installer.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const say = (text) => process.stderr.write(`conformance: ${text}\n`);

/** Runs a program, its messages on our stderr, and gives what it prints. */
export const run = (program, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString());
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}`));
    });
  });

export const onPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, program)));

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Makes `name` in `folder` unless it is there: in a scratch folder first, so that a part is whole or absent. */
export const part = async (folder, name, make) => {
  const target = join(folder, name);
  if (existsSync(target)) return;
  const scratch = mkdtempSync(join(folder, '.making-'));
  const begin = Date.now();
  say(`making ${name}`);
  try {
    await make(join(scratch, name), scratch);
    rmSync(target, { recursive: true, force: true });
    renameSync(join(scratch, name), target);
    say(`made ${name} in ${Math.round((Date.now() - begin) / 1000)} s`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
