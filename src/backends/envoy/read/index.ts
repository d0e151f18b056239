import type { Destination, DestinationPort } from '../../../access/destination.ts';
import { canonicalJson } from '../../../base/json.ts';
import type { ProxyConfig } from '../../../xds/proxy-config.ts';
import { matchOf, mtlsOf, readChain, securityOf } from './chain.ts';
import { inner, list, type Message, needed, only, refuse, text } from './message.ts';
import { type ProxyResources, resourcesOf } from './resources.ts';

export { FILE } from './certificates.ts';
export { NotUnderstood } from './message.ts';
export { type ProxyRouting, printNames, readProxyRouting, TLS_OF } from './routing/index.ts';

/** What one port of one workload admits: a destination with this port alone, whose policies are those of its chain. */
export type PortReading = Destination & { readonly ports: readonly [DestinationPort] };

/** What the proxies of a mesh let in, port by port; throws `NotUnderstood` where something is said whose meaning is not known. */
export function readPorts(configs: readonly ProxyConfig[]): readonly PortReading[] {
  return configs.flatMap((config) => {
    const resources = resourcesOf(config);
    reportOverrides(config);
    return config.proxy.kind === 'service' ? servicePorts(config, resources) : gatewayPorts(resources);
  });
}

/** Routes may change what filters of their manager do; none of ours does. */
function reportOverrides({ proxy, files }: ProxyConfig): void {
  const overrides = /RBACPerRoute|ExtAuthzPerRoute|jwt_authn\.v3\.PerRouteConfig|FilterConfig"/;
  for (const { content } of files)
    if (overrides.test(JSON.stringify(content)))
      refuse({ at: `${proxy.namespace}/${proxy.name}` }, 'a route that changes what its rules are');
}

function servicePorts({ proxy }: ProxyConfig, resources: ProxyResources): readonly PortReading[] {
  const { listeners, clusters } = resources;
  return listeners.filter(isInbound).map((listener): PortReading => {
    const chains = list(listener, 'filter_chains');
    if (chains.length === 0) return refuse(listener, 'a listener without a chain');
    const mtls = mtlsOf(listener, chains, resources);
    if (mtls !== 'disabled' && !inspectsTls(listener)) return refuse(listener, 'nothing tells TLS from plaintext');
    const { http, policies, accepts, last } = readChain(chains[0]!);
    if (http && last.value['xff_num_trusted_hops'] !== 1)
      return refuse(last, 'who the client is, the proxy before says');
    const port = applicationPort(last, http, clusters);
    return {
      key: `service ${proxy.namespace}/${proxy.name}`,
      proxy: 'sidecar',
      ports: [{ port, http, mtls }],
      policies,
      accepts,
    };
  });
}

function isInbound(listener: Message): boolean {
  const direction = listener.value['traffic_direction'];
  if (direction !== 'INBOUND' && direction !== 'OUTBOUND')
    return refuse(listener, 'whether it takes what comes or what goes is not said');
  return direction === 'INBOUND';
}

function inspectsTls(listener: Message): boolean {
  return JSON.stringify(listener.value['listener_filters'] ?? []).includes('tls_inspector.v3.TlsInspector');
}

/** The port of the application behind a chain: policies speak of that, wherever its proxy listens. */
function applicationPort(last: Message, http: boolean, clusters: readonly Message[]): number {
  const name = http ? onlyCluster(last) : text(last, 'cluster');
  const cluster =
    clusters.find(({ value }) => value['name'] === name) ?? refuse(last, `there is no cluster \`${name}\``);
  const [group, ...more] = list(needed(cluster, 'load_assignment'), 'endpoints');
  const [endpoint, ...others] = group ? list(group, 'lb_endpoints') : [];
  if (!endpoint || more.length + others.length > 0)
    return refuse(cluster, 'an application at one address is expected here');
  const address = needed(needed(needed(endpoint, 'endpoint'), 'address'), 'socket_address');
  const port = address.value['port_value'];
  return typeof port === 'number' ? port : refuse(address, 'an address without a port');
}

/** Every request goes on to the application, as it is. */
function onlyCluster(manager: Message): string {
  const [host, ...hosts] = list(only(needed(manager, 'route_config'), ...TABLE), 'virtual_hosts');
  const [route, ...routes] = host ? list(only(host, 'name', 'domains', 'routes'), 'routes') : [];
  if (!route || hosts.length + routes.length > 0) return refuse(manager, 'one route for everything is expected here');
  only(route, 'name', 'match', 'route');
  const taken = canonicalJson([host!.value['domains'], route.value['match']]);
  if (taken !== canonicalJson([['*'], { prefix: '/' }])) return refuse(route, 'it is not for every request');
  const does = only(needed(route, 'route'), 'cluster', 'timeout');
  return does.value['timeout'] === '0s'
    ? text(does, 'cluster')
    : refuse(does, 'it is for the caller to say when to end');
}

const TABLE = ['name', 'virtual_hosts', 'validate_clusters'] as const;

/** Clients of a gateway have no identity of the mesh: whatever certificate a listener asks for is not one. */
function gatewayPorts(resources: ProxyResources): readonly PortReading[] {
  const { bootstrap, listeners } = resources;
  const keys = inner(needed(bootstrap, 'node'), 'metadata')?.value['gateways'];
  if (!Array.isArray(keys) || keys.length === 0) return refuse(bootstrap, 'it does not say which gateways it is');
  return listeners.flatMap((listener) => {
    const port = needed(needed(listener, 'address'), 'socket_address').value['port_value'] as number;
    return list(listener, 'filter_chains').flatMap((chain) => {
      const { http, policies, accepts } = readChain(chain);
      const { transport, names } = matchOf(chain);
      if ((transport ?? names) !== undefined && !inspectsTls(listener))
        return refuse(listener, 'nothing tells TLS from plaintext');
      const secured = securityOf(chain, resources) !== 'none';
      if (http && transport === 'tls' && !secured) return refuse(chain, 'requests in TLS that nobody ends');
      const inTls = transport === 'tls' || secured;
      const serverNames = inTls ? names : http ? [''] : undefined;
      const there: DestinationPort = { port, http, mtls: 'disabled', ...(serverNames && { serverNames }) };
      return keys.map(
        (key): PortReading => ({ key: `gateway ${String(key)}`, proxy: 'gateway', ports: [there], policies, accepts }),
      );
    });
  });
}
