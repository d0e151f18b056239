// A real Envoy on a bootstrap.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../src/base/json.ts';
import { LOOPBACK } from './place.ts';

export interface Running {
  readonly close: () => Promise<void>;
}

/** Starts it on a bootstrap, or a file that holds one, and waits until it listens at all of the ports. What it does not know it refuses. */
export async function startEnvoy(
  program: string,
  folder: string,
  bootstrap: JsonObject | string,
  ports: readonly number[],
): Promise<Running> {
  const config = typeof bootstrap === 'string' ? bootstrap : join(folder, 'envoy.json');
  if (typeof bootstrap !== 'string') writeFileSync(config, JSON.stringify(bootstrap));
  const log = join(folder, 'envoy.log');
  const args = ['-c', config, '--concurrency', '1', '--disable-hot-restart', '--log-path', log, '-l', 'warning'];
  const strict = ['--reject-unknown-dynamic-fields'];
  const child = spawn(program, [...args, ...strict], { stdio: 'ignore' });
  const close = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  try {
    for (const port of ports) await listens(child, port, log);
  } catch (failure) {
    await close();
    throw failure;
  }
  return { close };
}

async function listens(child: ChildProcess, port: number, log: string): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (child.exitCode !== null)
      throw new Error(`Envoy ended: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-3_000) : ''}`);
    if (await reaches(port)) return;
    await sleep(20);
  }
  throw new Error(
    `Envoy does not listen at ${port}: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-3_000) : ''}`,
  );
}

async function reaches(port: number): Promise<boolean> {
  const socket = connect(port, LOOPBACK);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
