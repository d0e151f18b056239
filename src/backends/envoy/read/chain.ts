import { canonicalJson } from '../../../base/json.ts';
import type { MtlsMode } from '../../../model/mesh.ts';
import { certificatesOf } from './certificates.ts';
import { type Decisions, httpDecisions, networkDecisions } from './filters.ts';
import { isManager, readManager } from './manager.ts';
import { extensionOf, flag, inner, list, type Message, needed, only, refuse, text } from './message.ts';
import type { ProxyResources } from './resources.ts';

const NETWORK = 'envoy.extensions.filters.network.';
const TLS = 'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';

/** What a chain does with connections, and where it sends them. */
export interface Chain extends Decisions {
  readonly http: boolean;
  /** In the first filter that matters: where requests or bytes go. */
  readonly last: Message;
}

/** The filters of a chain; what a manager of requests does to paths and to who the client is has to be what rules are written for. */
export function readChain(chain: Message): Chain {
  const filters = list(chain, 'filters');
  const last = filters.at(-1) ?? refuse(chain, 'a chain without a filter');
  const { type, config } = extensionOf(last);
  if (type === `${NETWORK}tcp_proxy.v3.TcpProxy`)
    return { ...networkDecisions(filters.slice(0, -1)), http: false, last: config };
  if (!isManager(last)) return refuse(last, `what \`${type}\` does is not known here`);
  if (filters.length > 1) return refuse(chain, 'filters before the one for requests are not known here');
  if (!flag(readManager(config), 'use_remote_address'))
    return refuse(config, 'who the client is, is taken from what it says itself');
  return { ...httpDecisions(list(config, 'http_filters')), http: true, last: config };
}

/** How a chain is spoken to: `mutual` by a certificate of the mesh, `tls` by TLS that asks for none, or that is not looked into. */
export function securityOf(chain: Message, resources: ProxyResources): 'mutual' | 'tls' | 'none' {
  const socket = inner(chain, 'transport_socket');
  if (!socket) return 'none';
  const { type, config } = extensionOf(socket);
  if (type !== TLS) return refuse(socket, `what \`${type}\` asks of clients is not known here`);
  only(config, 'require_client_certificate', 'common_tls_context', ...RESUMPTION);
  const { trusts } = certificatesOf(needed(config, 'common_tls_context'), resources);
  if (!flag(config, 'require_client_certificate')) return 'tls';
  return trusts === undefined ? refuse(socket, 'nobody says whose certificates are trusted') : 'mutual';
}

const RESUMPTION = ['disable_stateless_session_resumption', 'disable_stateful_session_resumption'] as const;

/** Of a session that is resumed, Envoy tells no identity: rules that refuse one would let it in. */
function neverResumes(chain: Message): boolean {
  const { config } = extensionOf(needed(chain, 'transport_socket'));
  return RESUMPTION.every((one) => flag(config, one));
}

/** Whether certificates are those of the mesh, and the proxy shows its own. */
function isOfMesh(chain: Message, resources: ProxyResources): boolean {
  const { config } = extensionOf(needed(chain, 'transport_socket'));
  const { shows, trusts, names } = certificatesOf(needed(config, 'common_tls_context'), resources);
  return names === undefined && isOwn(shows) && (trusts === 'ALL' || isOwn(trusts, 'trust'));
}

/** By a file of that name, or from SPIRE. */
function isOwn(secret: string | undefined, name = 'identity'): boolean {
  return secret === name || secret?.startsWith('spiffe://') === true;
}

/** Which connections come to a chain. */
export function matchOf(chain: Message): { readonly transport?: string; readonly names?: readonly string[] } {
  const match = inner(chain, 'filter_chain_match');
  if (!match) return {};
  only(match, 'transport_protocol', 'server_names');
  const names = match.value['server_names'] as readonly string[] | undefined;
  return {
    ...(match.value['transport_protocol'] !== undefined && { transport: text(match, 'transport_protocol') }),
    ...(names && { names }),
  };
}

/** The mTLS of a service's port, by the chains that it has: all do the same with whom they let in. */
export function mtlsOf(listener: Message, chains: readonly Message[], resources: ProxyResources): MtlsMode {
  const kinds = chains.map((chain) => {
    const { transport, names } = matchOf(chain);
    const security = securityOf(chain, resources);
    if (names || security === 'tls') return refuse(chain, 'whom this chain lets in is not known here');
    if (security === 'mutual' && (transport !== 'tls' || !neverResumes(chain)))
      return refuse(chain, 'this chain takes connections whose identity is not told');
    if (security === 'mutual' && !isOfMesh(chain, resources))
      return refuse(chain, 'the certificates of this chain are not those of the mesh');
    if (security === 'none' && transport === 'tls') return refuse(chain, 'TLS that is not looked into');
    return security;
  });
  const filters = new Set(chains.map(({ value }) => canonicalJson(value['filters'])));
  if (filters.size !== 1 || new Set(kinds).size !== kinds.length)
    return refuse(listener, 'chains that do different things');
  return kinds.length === 2 ? 'permissive' : kinds[0] === 'mutual' ? 'strict' : 'disabled';
}
