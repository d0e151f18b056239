// Whether the real Envoy takes what was made: as one file before it would run, and from the files of xDS when it runs.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { envoy, proxiesOf } from '../../src/backends/envoy/index.ts';
import type { Placement } from '../../src/backends/envoy/placement.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Provider } from '../../src/config/envoy.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { proxyFilePath } from '../../src/xds/paths.ts';
import type { Authority } from '../fuzz/certificates.ts';
import { GOLDEN_PROVIDERS } from '../golden/backends.ts';
import { merged, mergedFiles } from '../stack/merge.ts';
import { placement } from '../stack/stack.ts';
import { LOOPBACK } from './place.ts';

export interface Loader {
  readonly program: string;
  /** Of its own. */
  readonly folder: string;
  readonly authority: Authority;
}

/** Nothing is behind the proxies, and nothing has to be found by name. */
const UPSTREAMS = { application: 9, http2: 9, authorizers: new Map(), close: async () => {} };
const PROVIDERS: ReadonlyMap<string, Provider> = new Map(
  Object.entries(GOLDEN_PROVIDERS).map(([name, one]) => [
    name,
    one.kind === 'envoyFileAccessLog' ? { ...one, path: '/dev/null' } : { ...one, service: LOOPBACK },
  ]),
);

/** Each listener is at a port that the machine gives it, and every service is in two places. */
function placed(model: Lookup, configuration: Placement['configuration'], { folder, ...rest }: Loader): Placement {
  const own = placement(model, () => 0, { ...rest, folder: join(folder, 'certificates'), upstreams: UPSTREAMS });
  const directory: Placement['directory'] = (proxy) => {
    const { namespace, name } = proxy.kind === 'service' ? proxy.service : proxy.gateway;
    return join(folder, 'proxies', proxy.kind, namespace, name);
  };
  const endpoints = ['eu/a', 'us/b'].map((locality) => ({ address: LOOPBACK, port: 9, locality }));
  return {
    ...own,
    configuration,
    directory,
    locality: () => 'eu/a',
    endpoints: () => ({ kind: 'static', endpoints }),
    providers: PROVIDERS,
  };
}

export const backendOf = (configuration: Placement['configuration'], loader: Loader) =>
  envoy((model) => placed(model, configuration, loader));

const LOG = ['-l', 'warning', '--disable-hot-restart', '--concurrency', '1'];
const run = promisify(execFile);

/** What `--mode validate` says against all proxies of a mesh; nothing if it takes them. */
export async function refusedAsFile(model: Lookup, loader: Loader): Promise<string> {
  const config = join(loader.folder, 'static.json');
  writeFileSync(config, JSON.stringify(merged(backendOf('static', loader).configs!(model))));
  const failed = (thrown: { stdout: string; stderr: string }) => `${thrown.stdout}${thrown.stderr}`;
  return run(loader.program, ['--mode', 'validate', '-c', config, ...LOG]).then(() => '', failed);
}

/** What a running Envoy says against all proxies of a mesh, from the files of xDS; nothing if it takes them. */
export async function refusedWhenRun(model: Lookup, loader: Loader): Promise<string> {
  rmSync(join(loader.folder, 'proxies'), { recursive: true, force: true });
  const { directory } = placed(model, 'filesystem', loader);
  const { listeners, clusters, others } = mergedFiles(backendOf('filesystem', loader).configs!(model));
  const folders = proxiesOf(model).map(directory);
  for (const [i, files] of others.entries())
    for (const { name, content } of files) write(join(folders[i]!, proxyFilePath(name)), content);
  const path = (name: string) => join(loader.folder, 'all', name);
  write(path('listeners.json'), listeners);
  write(path('clusters.json'), clusters);
  write(path('envoy.json'), {
    node: { id: 'all', cluster: 'all' },
    admin: { address: { socket_address: { address: LOOPBACK, port_value: 0 } } },
    dynamic_resources: { lds_config: source(path('listeners.json')), cds_config: source(path('clusters.json')) },
  });
  return started(loader, path, listeners.resources.length);
}

const source = (path: string): JsonObject => ({ path_config_source: { path }, resource_api_version: 'V3' });

function write(path: string, content: JsonObject): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
}

async function started({ program }: Loader, path: (name: string) => string, listeners: number): Promise<string> {
  const [admin, log] = [path('admin'), path('log')];
  for (const file of [admin, log]) rmSync(file, { force: true });
  const files = ['-c', path('envoy.json'), '--admin-address-path', admin, '--log-path', log];
  const child = spawn(program, [...files, '--reject-unknown-dynamic-fields', ...LOG], { stdio: 'ignore' });
  try {
    return await problem(child, admin, log, listeners);
  } finally {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

const said = (log: string): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');

/** Waits until every listener is active, or something was refused. */
async function problem(child: ChildProcess, admin: string, log: string, listeners: number): Promise<string> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(10)) {
    if (child.exitCode !== null) return said(log) || 'Envoy ended';
    if (/rejected|unknown field/i.test(said(log))) return said(log);
    if (existsSync(admin) && (await active(readFileSync(admin, 'utf8'))) === listeners) return '';
  }
  return `${said(log)}\nnot all of ${listeners} listeners are active`;
}

async function active(address: string): Promise<number | undefined> {
  if (address === '') return undefined;
  const answer = await fetch(`http://${address}/stats?filter=^listener_manager.total_listeners_(active|warming)$`);
  const counts = Object.fromEntries(
    (await answer.text())
      .trim()
      .split('\n')
      .map((line) => line.split(': ')),
  );
  const { total_listeners_active, total_listeners_warming } = Object.fromEntries(
    Object.entries(counts).map(([name, value]) => [name.replace('listener_manager.', ''), Number(value)]),
  ) as Record<string, number>;
  return total_listeners_warming === 0 ? total_listeners_active : undefined;
}
