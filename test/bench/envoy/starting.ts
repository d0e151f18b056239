import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../../src/local/ports.ts';
import { empty } from '../contenders.ts';
import type { Run } from '../main.ts';
import { summarise } from '../measure.ts';
import type { Size } from '../programs/sizes.ts';
import { count, seconds, table } from '../table.ts';
import { startMeasured } from './process.ts';
import { writeEnvoyProject } from './project.ts';

/** Of so many proxies, spread over the mesh, where each knows the whole mesh: all of them would be N × N. */
const SAMPLE = 20;
/** How long Envoy is left alone before its memory is looked at. */
const SETTLING_MS = 2_000;

interface Sampled {
  readonly proxies: number;
  readonly sizes: readonly Size[];
}

/** How large the config of a proxy is, and what Envoy needs for it, where it knows what its service calls and where it knows everything. */
export async function startingTable(sizes: readonly number[], program: string, run: Run): Promise<string> {
  const rows: string[][] = [['a listener and nothing else', '', '', '', '', ...(await bare(program, run))]];
  for (const services of sizes) {
    const project = join(run.folder, 'proxies');
    writeEnvoyProject(project, services);
    for (const scope of ['calls', 'mesh'] as const) rows.push(await row(services, scope, { project, program, run }));
    empty(project);
  }
  const head = [
    '',
    'KiB, median',
    'most',
    'MiB of all proxies',
    'files',
    'ms to start',
    'CPU seconds',
    'MiB of memory',
  ];
  return table(head, rows);
}

interface Subject {
  readonly project: string;
  readonly program: string;
  readonly run: Run;
}

async function row(services: number, scope: 'calls' | 'mesh', { project, program, run }: Subject): Promise<string[]> {
  const folder = join(run.folder, `proxy-${scope}`);
  const ports = await freePorts(2);
  const sample = scope === 'calls' ? services : SAMPLE;
  const args = [join(run.programs, 'proxy.mjs'), project, scope, String(sample), folder, ...ports.map(String)];
  const made = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const { proxies, sizes } = JSON.parse(made) as Sampled;
  const { median, most } = summarise(sizes.map(({ bytes }) => bytes));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) * (proxies / sizes.length);
  const files = summarise(sizes.map(({ files }) => files)).median;
  const cost = await costs(program, folder, ports, run.rounds);
  empty(folder);
  const about = sizes.length < proxies ? '≈ ' : '';
  const kib = (bytes: number) => (bytes / 1024).toFixed(0);
  const all = `${about}${count(Math.round(total / 1024 ** 2))}`;
  return [`N=${count(services)}, \`scope: '${scope}'\``, kib(median), kib(most), all, count(files), ...cost];
}

async function bare(program: string, { folder, rounds }: Run): Promise<string[]> {
  const own = join(folder, 'bare');
  mkdirSync(own);
  const [port] = await freePorts(1);
  const address = { socket_address: { address: '127.0.0.1', port_value: port } };
  const proxy = {
    name: 'envoy.filters.network.direct_response',
    typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.network.direct_response.v3.Config' },
  };
  const listeners = [{ name: 'bare', address, filter_chains: [{ filters: [proxy] }] }];
  writeFileSync(join(own, 'envoy.yaml'), JSON.stringify({ static_resources: { listeners } }));
  return costs(program, own, [port!], rounds);
}

async function costs(program: string, folder: string, ports: readonly number[], rounds: number): Promise<string[]> {
  const taken: { started: number; cpu: number; memory: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const envoy = await startMeasured(program, folder, ports);
    await sleep(SETTLING_MS);
    taken.push({ started: envoy.started, cpu: envoy.cpu(), memory: envoy.memory() });
    process.stderr.write(`${folder}: ${JSON.stringify(taken.at(-1))}\n`);
    await envoy.stop();
  }
  const of = (key: 'started' | 'cpu' | 'memory') => summarise(taken.map((one) => one[key])).median;
  return [count(Math.round(of('started'))), seconds(of('cpu')), of('memory').toFixed(0)];
}
