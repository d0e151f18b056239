import { absurd } from '../../../base/absurd.ts';
import type { JsonObject } from '../../../base/json.ts';
import { error } from '../../../diag/diagnostic.ts';
import { isHttp, type ServicePort } from '../../../model/service.ts';
import { extension } from '../any.ts';
import { type Context, type Resources, together } from '../context.ts';
import { mtlsOf } from '../mtls.ts';
import type { ProxyRef } from '../placement.ts';
import { socketAddress } from '../provider-cluster.ts';
import { mutualTls } from '../secrets.ts';
import { applicationCluster } from './application.ts';
import { httpChain } from './http.ts';
import { tcpChain } from './tcp.ts';

/** What a chain does with connections, and all that this needs besides. */
export interface Chain {
  readonly filters: readonly JsonObject[];
  readonly resources: Resources;
}

export type ServiceContext = Context & { readonly proxy: Extract<ProxyRef, { kind: 'service' }> };

/** Where a proxy takes what comes to one port of its service. */
export function inboundListener(port: ServicePort, context: ServiceContext): Resources {
  const { proxy, placement } = context;
  const { address, port: at } = placement.inbound(proxy.service, port);
  const chain = isHttp(port.protocol) ? httpChain(port, context) : tcpChain(port, context);
  const listener = {
    name: `inbound_${port.targetPort}`,
    address: socketAddress(address, at),
    traffic_direction: 'INBOUND',
    // Tells TLS from plaintext, and the name that the client asks for.
    listener_filters: [
      extension(
        'envoy.filters.listener.tls_inspector',
        'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
      ),
    ],
    filter_chains: filterChains(port, chain.filters, context),
    per_connection_buffer_limit_bytes: 32_768,
  };
  return together([chain.resources, { listeners: [listener], clusters: [applicationCluster(port, context)] }]);
}

/** Chains that no connection fits are none: Envoy closes it. */
function filterChains(
  port: ServicePort,
  filters: readonly JsonObject[],
  context: ServiceContext,
): readonly JsonObject[] {
  const mode = mtlsOf(context.proxy.service, port, context.lookup);
  const alpn = isHttp(port.protocol) ? ['h2', 'http/1.1'] : [];
  const encrypted = () => ({
    name: 'mtls',
    filter_chain_match: { transport_protocol: 'tls' },
    transport_socket: mutualTls(context, alpn),
    filters,
  });
  const plaintext = { name: 'plaintext', filter_chain_match: { transport_protocol: 'raw_buffer' }, filters };
  switch (mode) {
    case 'strict':
      return [encrypted()];
    case 'permissive':
      if (port.protocol === 'https' || port.protocol === 'tls') reportTwoTls(port, context);
      return [encrypted(), plaintext];
    case 'disabled':
      // TLS of the service's own is bytes to the proxy.
      return [isHttp(port.protocol) ? plaintext : { name: 'plaintext', filters }];
    default:
      return absurd(mode);
  }
}

function reportTwoTls({ name, protocol }: ServicePort, { proxy: { service }, gap }: ServiceContext): void {
  gap(
    error('MW3403', `port \`${name}\` carries \`${protocol}\`, and permissive mTLS could not be told from it`, {
      span: service.span,
      note: 'the proxy takes TLS for that of the mesh, and refuses clients that speak it with the service itself',
      help: 'make mTLS of the port `strict` or `disabled`',
    }),
  );
}
