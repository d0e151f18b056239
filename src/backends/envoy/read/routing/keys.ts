import type { Said } from '../../../../access/routing/table.ts';
import { certificatesOf } from '../certificates.ts';
import { isManager } from '../manager.ts';
import { extensionOf, flag, inner, list, type Message, message, needed, only, refuse, text } from '../message.ts';
import { named, type ProxyResources } from '../resources.ts';
import { said } from './said.ts';

const JWT = 'envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication';

/** Where the keys of issuers come from, and whether their tokens are passed on, wherever these are asked for: the same everywhere. */
export function keysOf(resources: ProxyResources): ReadonlyMap<string, Said> {
  const found = new Map<string, Said>();
  for (const provider of providers(resources.listeners)) {
    const issuer = text(provider, 'issuer');
    const one = said(keysFrom(provider, resources), provider);
    const known = found.get(issuer);
    if (known && known.text !== one.text) return refuse(provider, `\`${issuer}\` is there twice, in two ways`);
    found.set(issuer, known ?? one);
  }
  return found;
}

function providers(listeners: readonly Message[]): readonly Message[] {
  const filters = listeners
    .flatMap((one) => list(one, 'filter_chains'))
    .flatMap((chain) => list(chain, 'filters').filter(isManager))
    .flatMap((manager) => list(extensionOf(manager).config, 'http_filters'));
  return filters.flatMap((filter) => {
    const { type, config } = extensionOf(filter);
    if (type !== JWT) return [];
    const all = needed(config, 'providers');
    return Object.keys(all.value).map((name) => message(all.value[name], `${all.at}.${name}`));
  });
}

function keysFrom(provider: Message, resources: ProxyResources) {
  const forwardToken = flag(provider, 'forward');
  const [own, remote] = [inner(provider, 'local_jwks'), inner(provider, 'remote_jwks')];
  if (own && !remote) return { jwks: text(only(own, 'inline_string'), 'inline_string'), forwardToken };
  const { uri, cluster } = fetched(remote ?? refuse(provider, 'no keys are said'));
  const from = named(resources.clusters, cluster) ?? refuse(provider, `there is no cluster \`${cluster}\``);
  return { uri, forwardToken, host: hostOf(from), ...peerOf(from, resources) };
}

function fetched(remote: Message): { readonly uri: string; readonly cluster: string } {
  const from = needed(remote, 'http_uri');
  return { uri: text(from, 'uri'), cluster: text(from, 'cluster') };
}

/** The one address that keys are fetched from. */
function hostOf(cluster: Message): string {
  const endpoints = list(needed(cluster, 'load_assignment'), 'endpoints').flatMap((one) => list(one, 'lb_endpoints'));
  const [endpoint, ...others] = endpoints;
  if (!endpoint || others.length > 0) return refuse(cluster, 'one place that keys come from is expected here');
  const address = needed(needed(needed(endpoint, 'endpoint'), 'address'), 'socket_address');
  return `${text(address, 'address')}:${String(address.value['port_value'])}`;
}

/** Who answers, as his certificate proves it. */
function peerOf(cluster: Message, resources: ProxyResources) {
  const socket = inner(cluster, 'transport_socket');
  if (!socket) return {};
  const { config } = extensionOf(socket);
  const { trusts, names } = certificatesOf(needed(config, 'common_tls_context'), resources);
  return trusts && names
    ? { sni: text(config, 'sni'), names }
    : refuse(socket, 'whoever answers would have his keys taken');
}
