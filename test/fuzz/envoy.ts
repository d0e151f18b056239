// One Envoy that is every workload at once.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../src/base/json.ts';
import { freePorts } from '../../src/local/ports.ts';
import type { Authority } from './certificates.ts';
import type { Door } from './door.ts';
import { JWKS } from './tokens.ts';

export const ADDRESS = '127.0.0.1';

export interface Envoy {
  /** Where it listens for a port of a pod. */
  readonly listening: ReadonlyMap<number, number>;
  readonly close: () => Promise<void>;
}

/** Starts Envoy with a virtual host for each door, named by its place in the list. */
export async function startEnvoy(
  program: string,
  folder: string,
  doors: readonly Door[],
  authority: Authority,
): Promise<Envoy> {
  const pods = [...new Set(doors.map(({ port }) => port.port))];
  const free = await freePorts(pods.length);
  const listening = new Map(pods.map((port, i) => [port, free[i]!]));
  const config = join(folder, 'envoy.json');
  writeFileSync(config, JSON.stringify(bootstrap(doors, listening, authority)));
  const args = ['-c', config, '--concurrency', '1', '--disable-hot-restart'];
  const log = join(folder, 'envoy.log');
  const quiet = ['--log-path', log, '-l', 'warning', '--reject-unknown-dynamic-fields'];
  const child = spawn(program, [...args, ...quiet], { stdio: 'ignore' });
  await ready(child, free, log);
  return {
    listening,
    close: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function ready(child: ChildProcess, ports: readonly number[], log: string): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (child.exitCode !== null)
      throw new Error(`Envoy ended: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-3_000) : ''}`);
    const table = readFileSync('/proc/net/tcp', 'utf8');
    const listens = (port: number) =>
      table.includes(`0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`);
    if (ports.every(listens)) return;
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error('Envoy does not listen');
}

const typed = (type: string, value: JsonObject): JsonObject => ({ '@type': `type.googleapis.com/${type}`, ...value });

function bootstrap(doors: readonly Door[], listening: ReadonlyMap<number, number>, authority: Authority): JsonObject {
  return {
    staticResources: {
      listeners: [...listening].map(([pod, port]) => listenerAt(pod, port, doors, listening, authority)),
    },
  } as JsonObject;
}

function listenerAt(
  pod: number,
  port: number,
  doors: readonly Door[],
  listening: ReadonlyMap<number, number>,
  { ca, server }: Authority,
): JsonObject {
  const own = doors.flatMap((door, i) => (door.port.port === pod ? [{ door, i }] : []));
  const filters = [{ name: 'http', typedConfig: http(own, listening) }];
  const tls = typed('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
    requireClientCertificate: true,
    commonTlsContext: {
      tlsCertificates: [{ certificateChain: { filename: server.cert }, privateKey: { filename: server.key } }],
      validationContext: { trustedCa: { filename: ca } },
    },
  });
  const inspector = typed('envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector', {});
  return {
    address: { socketAddress: { address: ADDRESS, portValue: port } },
    listenerFilters: [{ name: 'tls_inspector', typedConfig: inspector }],
    filterChains: [
      { filterChainMatch: { transportProtocol: 'tls' }, filters, transportSocket: { name: 'tls', typedConfig: tls } },
      { filterChainMatch: { transportProtocol: 'raw_buffer' }, filters },
    ],
  };
}

interface Placed {
  readonly door: Door;
  readonly i: number;
}

const RBAC = 'envoy.extensions.filters.http.rbac.v3';
const JWT = 'envoy.extensions.filters.http.jwt_authn.v3';

function http(own: readonly Placed[], listening: ReadonlyMap<number, number>): JsonObject {
  const filter = (name: string, typedConfig: JsonObject): JsonObject => ({ name, typedConfig });
  const tokens = new Map(
    own.filter(({ door }) => door.jwtRules.length > 0).map(({ door }) => [acceptance(door), door]),
  );
  const virtualHosts = own.map((placed) => virtualHost(placed, [...tokens.keys()], listening));
  return typed('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
    statPrefix: 'fuzz',
    useRemoteAddress: true,
    xffNumTrustedHops: 1,
    routeConfig: { vhostHeader: 'x-case', virtualHosts },
    httpFilters: [
      ...[...tokens].map(([name, door]) => filter(name, authentication(door))),
      ...['custom', 'deny', 'allow'].map((name) => filter(name, typed(`${RBAC}.RBAC`, {}))),
      filter('router', typed('envoy.extensions.filters.http.router.v3.Router', {})),
    ],
  });
}

/** Workloads that accept the same tokens share a filter. More cannot: it looks at the tokens of all its issuers. */
function acceptance({ jwtRules }: Door): string {
  return `jwt ${JSON.stringify(jwtRules.map(({ issuer, audiences, fromHeaders }) => [issuer, audiences, fromHeaders]))}`;
}

/** As istiod makes it: there may be no token, but one that is there has to be good. */
function authentication({ jwtRules }: Door): JsonObject {
  const providers = jwtRules.map(({ issuer, audiences = [], fromHeaders = [] }, i) => [
    `origins-${i}`,
    {
      issuer,
      audiences: [...audiences],
      fromHeaders: fromHeaders.map(({ name, prefix }) => ({ name, ...(prefix && { valuePrefix: prefix }) })),
      forward: true,
      payloadInMetadata: 'payload',
      normalizePayloadInMetadata: { spaceDelimitedClaims: ['permission', 'scope'] },
      localJwks: { inlineString: JWKS },
    },
  ]);
  const names = jwtRules.map((_, i) => ({ providerName: `origins-${i}` }));
  const optional = names.map((name) => ({ requiresAny: { requirements: [name, { allowMissing: {} }] } }));
  const several = { requiresAny: { requirements: [...names, { requiresAll: { requirements: optional } }] } };
  const requires = optional.length === 1 ? optional[0] : several;
  const rules = [{ match: { prefix: '/' }, requires }];
  return typed(`${JWT}.JwtAuthentication`, { providers: Object.fromEntries(providers), rules } as JsonObject);
}

function virtualHost(
  { door, i }: Placed,
  tokens: readonly string[],
  listening: ReadonlyMap<number, number>,
): JsonObject {
  const custom = (door.custom ?? []).flatMap(({ provider, rules }) => refusing(provider, rules));
  const perRoute = (rules: JsonObject | undefined): JsonObject =>
    typed(`${RBAC}.RBACPerRoute`, rules === undefined ? {} : { rbac: { rules: translated(rules, listening) } });
  const other = tokens.filter((name) => name !== acceptance(door));
  const typedPerFilterConfig = {
    ...Object.fromEntries(other.map((name) => [name, typed(`${JWT}.PerRouteConfig`, { disabled: true })])),
    custom: perRoute(custom.length === 0 ? undefined : { action: 'DENY', policies: Object.fromEntries(custom) }),
    deny: perRoute(door.deny),
    allow: perRoute(door.allow),
  };
  const anything = { match: { prefix: '/' }, directResponse: { status: 200 } };
  return { name: String(i), domains: [`case-${i}`], routes: [anything], typedPerFilterConfig };
}

/** An external authorizer says no where the request says so. */
function refusing(provider: string, { policies }: JsonObject): [string, JsonObject][] {
  const says = { header: { name: 'x-refused-by', stringMatch: { exact: provider } } };
  return Object.entries(policies as Record<string, { permissions: JsonObject[]; principals: JsonObject[] }>).map(
    ([name, { permissions, principals }]) => [
      name,
      { principals, permissions: permissions.map((one) => ({ andRules: { rules: [one, says] } })) },
    ],
  );
}

/** Ports of pods to the ports where Envoy listens for them. */
function translated<T>(value: T, listening: ReadonlyMap<number, number>): T {
  if (Array.isArray(value)) return value.map((one) => translated(one, listening)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'destinationPort' ? (listening.get(one as number) ?? one) : translated(one, listening),
    ]),
  ) as T;
}
