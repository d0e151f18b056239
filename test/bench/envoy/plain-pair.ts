// Envoy without any of what policies ask for: what is behind the proxies, and two proxies written by hand.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/base/json.ts';
import { freePorts, LOOPBACK } from '../../../src/local/ports.ts';
import type { Pair, PairOptions } from './load.ts';
import { type MeasuredEnvoy, startMeasured } from './process.ts';

const TYPE = 'type.googleapis.com/envoy.extensions';

/** Answers everything at once: an Envoy too, since nothing else on two cores is as quick. */
export async function upstream(
  program: string,
  parent: string,
): Promise<{ readonly port: number; readonly envoy: MeasuredEnvoy }> {
  const [port] = await freePorts(1);
  const answer = { status: 200, body: { inline_string: 'here' } };
  const folder = join(parent, 'upstream');
  return { port: port!, envoy: await start(program, folder, port!, { direct_response: answer }, []) };
}

export async function plainPair({ program, folder, application }: PairOptions): Promise<Pair> {
  const [first, second] = await freePorts(2);
  const towards = (port: number): readonly [JsonObject, readonly JsonObject[]] => [
    { route: { cluster: 'next', timeout: '0s' } },
    [cluster(port)],
  ];
  const called = await start(program, join(folder, 'called'), second!, ...towards(application));
  const caller = await start(program, join(folder, 'caller'), first!, ...towards(second!));
  return { port: first!, host: 'orders.shop', path: '/', caller, called };
}

function start(
  program: string,
  folder: string,
  port: number,
  action: JsonObject,
  clusters: readonly JsonObject[],
): Promise<MeasuredEnvoy> {
  const manager = {
    '@type': `${TYPE}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    stat_prefix: 'plain',
    route_config: { virtual_hosts: [{ name: 'all', domains: ['*'], routes: [{ match: { prefix: '/' }, ...action }] }] },
    http_filters: [
      { name: 'envoy.filters.http.router', typed_config: { '@type': `${TYPE}.filters.http.router.v3.Router` } },
    ],
  };
  const filters = [{ name: 'envoy.filters.network.http_connection_manager', typed_config: manager }];
  const listeners = [{ name: 'plain', address: at(port), filter_chains: [{ filters }] }];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'envoy.yaml'), JSON.stringify({ static_resources: { listeners, clusters } }));
  return startMeasured(program, folder, [port]);
}

function cluster(port: number): JsonObject {
  const endpoints = [{ lb_endpoints: [{ endpoint: { address: at(port) } }] }];
  return { name: 'next', type: 'STATIC', load_assignment: { cluster_name: 'next', endpoints } };
}

function at(port: number): JsonObject {
  return { socket_address: { address: LOOPBACK, port_value: port } };
}
