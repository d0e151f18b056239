import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { ENVOY_DEFAULTS, ENVOY_VERSIONS } from '../../src/config/envoy.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import { messageOf } from '../../src/xds/proxy-config.ts';
import { configValidator } from '../../src/xds/validate/index.ts';
import { PROVIDERS } from '../backends/envoy/setup.ts';
import { fuzzModel } from '../fuzz/models.ts';

const problems = async (message: string, config: JsonObject, version = '1.40') =>
  (await configValidator(version))(message, config).map(({ path, message: why }) => `${path}: ${why}`);

const LISTENER = 'envoy.config.listener.v3.Listener';
const ROUTES = 'envoy.config.route.v3.RouteConfiguration';
const CLUSTER = 'envoy.config.cluster.v3.Cluster';

const address = { socket_address: { address: '127.0.0.1', port_value: 80 } };
const any = (type: string, fields: JsonObject = {}) => ({ '@type': `type.googleapis.com/${type}`, ...fields });

describe('a config', () => {
  it('is one that is emitted', async () => {
    const models = fc.sample(fuzzModel, { seed: 3, numRuns: 40 });
    for (const version of ENVOY_VERSIONS) {
      const validate = await configValidator(version);
      const backend = envoy(placeFrom({ ...ENVOY_DEFAULTS, version, providers: PROVIDERS }));
      const made = models
        .filter((model) => ![...backend.gaps(model)].some(isError))
        .flatMap((one) => backend.configs!(one));
      expect(made.length).toBeGreaterThan(20);
      const found = made.flatMap(({ files }) =>
        files.flatMap(({ name, content }) => validate(messageOf(name), content)),
      );
      expect([version, found]).toEqual([version, []]);
    }
  });

  it.each([
    [LISTENER, { name: 'a', adress: address }, ': cannot say `adress`: did you mean `address`?'],
    [LISTENER, { name: 1 }, 'name: must be a string'],
    [
      LISTENER,
      { address: { socket_address: { address: '127.0.0.1', port_value: 65_536 } } },
      'address.socket_address.port_value: must be at most 65535',
    ],
    [
      LISTENER,
      { address: { socket_address: { port_value: 80 } } },
      'address.socket_address.address: must not be empty',
    ],
    [LISTENER, { address: {} }, 'address: must say one of socket_address, pipe, envoy_internal_address'],
    [LISTENER, { filter_chains: {} }, 'filter_chains: must be a list'],
    [
      LISTENER,
      { filter_chains: [{ filters: [{ name: 'a', typed_config: { a: 1 } }] }] },
      'filter_chains[0].filters[0].typed_config: must say its `@type`',
    ],
    [
      LISTENER,
      { filter_chains: [{ filters: [{ name: 'a', typed_config: any('envoy.x') }] }] },
      'filter_chains[0].filters[0].typed_config: is of the type `envoy.x`, which is not known',
    ],
    [LISTENER, { traffic_direction: 'INBUOND' }, 'traffic_direction: must be one of UNSPECIFIED, INBOUND, OUTBOUND'],
    [CLUSTER, { name: 'a', connect_timeout: '0s' }, 'connect_timeout: must be more than 0s'],
    [CLUSTER, { name: 'a', connect_timeout: 5 }, 'connect_timeout: must be a duration in seconds, such as `0.25s`'],
    [CLUSTER, { name: '' }, 'name: must not be empty'],
    [CLUSTER, {}, 'name: must not be empty'],
    [CLUSTER, { name: 'a', type: 'EDS', cluster_type: { name: 'x' } }, ': cannot say both `type` and `cluster_type`'],
    [
      ROUTES,
      { virtual_hosts: [{ name: 'a', domains: [] }] },
      'virtual_hosts[0].domains: must have at least 1 elements',
    ],
    [
      ROUTES,
      { virtual_hosts: [{ name: 'a', domains: ['*'], routes: [{}] }] },
      'virtual_hosts[0].routes[0].match: is missing',
    ],
    [
      ROUTES,
      { request_headers_to_remove: ['a\nb'] },
      'request_headers_to_remove[0]: must be what the name of a header may be',
    ],
  ] as const)('%s %j is not: %s', async (message, config, why) => {
    expect(await problems(message, config as JsonObject)).toContain(why);
  });

  it('is of a version: what an older one does not have is refused there', async () => {
    const proxy = { stat_prefix: 'a', cluster: 'a', upstream_connect_mode: 'IMMEDIATE' };
    const filters = [{ name: 'a', typed_config: any('envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', proxy) }];
    const listener = { address, filter_chains: [{ filters }] };
    expect(await problems(LISTENER, listener)).toEqual([]);
    expect(await problems(LISTENER, listener, '1.36')).toEqual([
      expect.stringContaining('cannot say `upstream_connect_mode`'),
    ]);
  });
});
