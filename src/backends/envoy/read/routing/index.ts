import type { Said } from '../../../../access/routing/table.ts';
import type { ProxyConfig } from '../../../../xds/proxy-config.ts';
import { checkSecrets } from '../certificates.ts';
import { text } from '../message.ts';
import { resourcesOf } from '../resources.ts';
import { doorsOf } from './doors.ts';
import { keysOf } from './keys.ts';
import { type Outgoing, outgoing } from './outgoing.ts';
import { said } from './said.ts';
import { transportOf } from './transport.ts';
import { placeOf } from './upstream.ts';

export { printNames, TLS_OF } from './doors.ts';

/** Where one proxy sends what comes to it. Ports of services are always said, as Envoy knows no other that was asked for. */
export interface ProxyRouting extends Outgoing {
  readonly proxy: ProxyConfig['proxy'];
  /** At a gateway: by where and how connections come in, and there by host, or by the name that is asked for in TLS. */
  readonly doors: ReadonlyMap<string, ReadonlyMap<string, Said>>;
  /** How services are spoken to, by cluster. */
  readonly transports: ReadonlyMap<string, Said>;
  /** Where the keys of issuers come from, and whether their tokens are passed on. */
  readonly keys: ReadonlyMap<string, Said>;
}

/** Where a proxy sends requests and bytes; throws `NotUnderstood` as `readPorts` does. */
export function readProxyRouting(config: ProxyConfig): ProxyRouting {
  const resources = resourcesOf(config);
  checkSecrets(resources);
  const services = resources.clusters.filter((one) => placeOf(text(one, 'name')) !== undefined);
  return {
    proxy: config.proxy,
    ...(config.proxy.kind === 'service' ? outgoing(resources) : { requests: new Map(), bytes: new Map() }),
    doors: config.proxy.kind === 'gateway' ? doorsOf(resources) : new Map(),
    transports: new Map(services.map((one) => [text(one, 'name'), said(transportOf(one, resources), one)])),
    keys: keysOf(resources),
  };
}
