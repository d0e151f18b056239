// An Envoy that is measured: from Linux's own figures of the process.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface MeasuredEnvoy {
  /** Milliseconds from the start until it listened at all its ports. */
  readonly started: number;
  /** CPU seconds so far, user and system. */
  readonly cpu: () => number;
  /** MiB. */
  readonly memory: () => number;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 300_000;
/** Ticks of a second: what Linux counts CPU in, on every machine that runs this. */
const TICKS = 100;

/** Starts it on `envoy.yaml` of a folder, with one worker, and waits until it listens at all of the ports. */
export async function startMeasured(program: string, folder: string, ports: readonly number[]): Promise<MeasuredEnvoy> {
  const log = join(folder, 'envoy.log');
  const args = ['-c', join(folder, 'envoy.yaml'), '--concurrency', '1', '--disable-hot-restart', '-l', 'warning'];
  const before = performance.now();
  const child = spawn(program, [...args, '--log-path', log, '--reject-unknown-dynamic-fields'], { stdio: 'ignore' });
  const stop = () => ended(child);
  while (!listening(ports)) {
    if (child.exitCode === null && child.signalCode === null && performance.now() - before < PATIENCE_MS)
      await sleep(2);
    else {
      await stop();
      throw new Error(`Envoy did not start: ${readFileSync(log, 'utf8').slice(-1_000)}`);
    }
  }
  return { started: performance.now() - before, cpu: () => cpuOf(child), memory: () => memoryOf(child), stop };
}

/** Whether all of the ports are listened at, without asking them. */
function listening(ports: readonly number[]): boolean {
  const table = readFileSync('/proc/net/tcp', 'utf8');
  const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0');
  return ports.every((port) => table.includes(`0100007F:${hex(port)} 00000000:0000 0A`));
}

function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function memoryOf({ pid }: ChildProcess): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
