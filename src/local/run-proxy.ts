import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { printYaml } from '../manifest/print.ts';
import { proxyFilePath } from '../xds/paths.ts';
import type { ProxyConfig } from '../xds/proxy-config.ts';
import { lastWords, refusal } from './envoy-words.ts';
import { LOOPBACK } from './ports.ts';

/** An Envoy that runs. */
export interface RunningProxy {
  readonly process: ChildProcess;
  /** The end of what it wrote to its log. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** An Envoy that ended by itself, or did not begin to listen: in its own words. */
export class ProxyFailure extends Error {}

const STARTING_MS = 20_000;

/** Writes the files of a proxy to its folder, each in one step: Envoy reads what is moved into place. */
export function writeProxyFiles(folder: string, { files }: ProxyConfig): void {
  for (const { name, content } of files) {
    const path = join(folder, proxyFilePath(name));
    mkdirSync(dirname(path), { recursive: true });
    const text = printYaml(content);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  }
}

export interface StartOptions {
  readonly program: string;
  readonly folder: string;
  /** Where it is to listen. */
  readonly ports: readonly number[];
  readonly args?: readonly string[];
  /** Told of the process at once: whoever is told to end ends it. */
  readonly onSpawn: (process: ChildProcess) => void;
}

/** Starts a proxy from its folder, and waits until it listens at its ports. */
export async function startProxy({ program, folder, ports, args = [], onSpawn }: StartOptions): Promise<RunningProxy> {
  const logFile = join(folder, 'envoy.log');
  const own = ['-c', join(folder, 'envoy.yaml'), '--concurrency', '1', '--disable-hot-restart', '-l', 'warning'];
  const more = ['--log-path', logFile, '--reject-unknown-dynamic-fields', ...args];
  const child = spawn(program, [...own, ...more], { stdio: 'ignore' });
  onSpawn(child);
  let unable: string | undefined;
  child.once('error', (problem) => (unable = problem.message));
  const running: RunningProxy = { process: child, log: () => tail(logFile), stop: () => stop(child) };
  const deadline = Date.now() + STARTING_MS;
  for (;;) {
    if (unable !== undefined) throw new ProxyFailure(unable);
    if (child.exitCode !== null || child.signalCode !== null) throw new ProxyFailure(lastWords(running.log()));
    if ((await Promise.all(ports.map(listens))).every(Boolean)) return running;
    if (refusal(running.log()) === undefined && Date.now() < deadline) {
      await sleep(15);
      continue;
    }
    await running.stop();
    const refused = refusal(running.log());
    throw new ProxyFailure(refused ?? `it did not listen within ${STARTING_MS / 1000} s: ${lastWords(running.log())}`);
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(-16_000);
  } catch {
    return '';
  }
}

/** Why a proxy is not there any more, as far as it said. */
export function endOf({ process: { signalCode }, log }: RunningProxy): string | undefined {
  const words = lastWords(log());
  return signalCode !== null && !words.startsWith('Caught ') ? `it was ended by ${signalCode}` : words || undefined;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
