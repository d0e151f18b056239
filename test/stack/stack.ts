// The whole of what is emitted for some meshes, in one Envoy on loopback.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharing } from '../../src/backends/envoy/authorization/rules-at.ts';
import { speaksHttp2 } from '../../src/backends/envoy/clusters/protocol.ts';
import { envoy } from '../../src/backends/envoy/index.ts';
import type { Endpoints, Placement, SocketAddress } from '../../src/backends/envoy/placement.ts';
import { ENVOY_DEFAULTS, type Provider } from '../../src/config/envoy.ts';
import { freePorts } from '../../src/local/ports.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import type { Authority } from '../fuzz/certificates.ts';
import { ADDRESS } from '../fuzz/envoy.ts';
import { JWKS } from '../fuzz/tokens.ts';
import { certificateFolder } from './certificates.ts';
import { merged } from './merge.ts';
import type { Upstreams } from './upstreams.ts';

export interface Stack {
  /** Where a proxy listens for a port of a workload: `service shop/web`, `gateway shop/edge`. */
  readonly at: (model: Lookup, destination: string, port: number) => number;
  readonly close: () => Promise<void>;
}

export interface Setup {
  readonly program: string;
  readonly folder: string;
  readonly authority: Authority;
  readonly upstreams: Upstreams;
}

export async function openStack(models: readonly Lookup[], setup: Setup): Promise<Stack> {
  const wanted = models.flatMap((model, i) => listenersOf(model).map((name) => `${i} ${name}`));
  const free = await freePorts(wanted.length);
  const ports = new Map(wanted.map((name, i) => [name, free[i]!]));
  const at = (model: Lookup, destination: string, port: number) =>
    ports.get(`${models.indexOf(model)} ${servedBy(model, destination, port)} ${port}`)!;
  const configs = models.flatMap((model) => {
    const backend = envoy(() => placement(model, (destination, port) => at(model, destination, port), setup));
    return backend.configs!(model);
  });
  const config = join(setup.folder, 'envoy.json');
  const bootstrap = JSON.stringify(merged(configs));
  writeFileSync(config, bootstrap);
  const bound = new Set(
    [...bootstrap.matchAll(/"address":\{"socket_address":\{"address":"127.0.0.1","port_value":(\d+)/g)].map(
      ([, port]) => Number(port),
    ),
  );
  const child = await start(
    setup.program,
    config,
    setup.folder,
    free.filter((port) => bound.has(port)),
  );
  return { at, close: () => stop(child) };
}

/** Gateways that share a proxy share what it listens at: it has the name of the first that has the port. */
function servedBy(model: Lookup, destination: string, at: number): string {
  if (!destination.startsWith('gateway ')) return destination;
  const gateway = model.gateways.get(destination.slice('gateway '.length) as `${string}/${string}`)!;
  const first = sharing(gateway, model).find(({ listeners }) =>
    listeners.some(({ targetPort, port }) => (targetPort ?? port) === at),
  );
  return `gateway ${first?.key}`;
}

function listenersOf({ mesh }: Lookup): readonly string[] {
  return [
    ...mesh.services.flatMap(({ key, ports }) => ports.map(({ targetPort }) => `service ${key} ${targetPort}`)),
    ...mesh.services.map(({ key }) => `outbound ${key} 0`),
    ...mesh.gateways.flatMap(({ key, listeners }) =>
      [...new Set(listeners.map(({ targetPort, port }) => targetPort ?? port))].map((port) => `gateway ${key} ${port}`),
    ),
  ];
}

export function placement(
  model: Lookup,
  at: (destination: string, port: number) => number,
  { folder, authority, upstreams }: Setup,
): Placement {
  const here = (port: number): SocketAddress => ({ address: ADDRESS, port });
  const shown = model.mesh.gateways.flatMap(({ listeners }) => listeners.map(({ tls }) => tls));
  const credentials = [...shown, ...model.mesh.services.map(({ traffic }) => traffic?.tls)].flatMap((tls) =>
    tls && 'credential' in tls && tls.credential !== undefined ? [tls.credential] : [],
  );
  return {
    ...ENVOY_DEFAULTS,
    version: '1.40',
    configuration: 'static',
    directory: () => folder,
    admin: () => undefined,
    inbound: ({ key }, { targetPort }) => here(at(`service ${key}`, targetPort)),
    application: (_, port) => here(speaksHttp2(port) ? upstreams.http2 : upstreams.application),
    outbound: (caller) => here(at(`outbound ${caller}`, 0)),
    outboundTcp: () => here(0),
    listener: ({ key }, { targetPort, port }) => here(at(`gateway ${key}`, targetPort ?? port)),
    endpoints: ({ key }, { targetPort }): Endpoints => ({
      kind: 'static',
      endpoints: [here(at(`service ${key}`, targetPort))],
    }),
    certificates: (proxy) => ({ kind: 'files', directory: certificateFolder(folder, authority, proxy, credentials) }),
    providers: new Map([...upstreams.authorizers].map(([name, port]) => [name, authorizer(port)])),
    jwks: () => JWKS,
    xffNumTrustedHops: 1,
  };
}

const authorizer = (port: number): Provider => ({
  kind: 'envoyExtAuthzHttp',
  service: ADDRESS,
  port,
  timeout: '5s',
  failOpen: false,
  includeRequestHeadersInCheck: ['x-refused-by'],
  headersToUpstreamOnAllow: [],
});

async function start(program: string, config: string, folder: string, ports: readonly number[]): Promise<ChildProcess> {
  const log = join(folder, 'envoy.log');
  const args = ['-c', config, '--concurrency', '1', '--disable-hot-restart', '--log-path', log, '-l', 'warning'];
  const child = spawn(program, [...args, '--reject-unknown-dynamic-fields'], { stdio: 'ignore' });
  for (let tries = 0; tries < 500; tries++) {
    if (child.exitCode !== null)
      throw new Error(`Envoy ended: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-3_000) : ''}`);
    const table = readFileSync('/proc/net/tcp', 'utf8');
    if (
      ports.every((port) =>
        table.includes(`0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`),
      )
    )
      return child;
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error(`Envoy does not listen: ${readFileSync(log, 'utf8').slice(-3_000)}`);
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
