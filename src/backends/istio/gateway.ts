import { gateway as gatewayManifest, type Server } from '../../manifest/kinds/istio-networking.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import { type Gateway, isHttpListener, type Listener, type ListenerTls } from '../../model/gateway.ts';
import type { Context } from './context.ts';

export function* gateways({ lookup }: Context): Generator<Emitted> {
  for (const gateway of lookup.focus.gateways) yield lowerGateway(gateway);
}

function lowerGateway({ name, namespace, workload, listeners, span }: Gateway): Emitted {
  return {
    manifest: gatewayManifest(
      { name, namespace },
      { selector: workload.selector, servers: listeners.map(lowerListener) },
    ),
    spans: [span],
  };
}

function lowerListener(listener: Listener): Server {
  const { name, port, hosts, tls, redirect } = listener;
  return {
    port: { number: port, name, protocol: protocolName(listener) },
    hosts,
    ...(tls && { tls: lowerTls(tls) }),
    ...(redirect && { tls: { httpsRedirect: true } }),
  };
}

/** Istio takes TLS settings with `HTTPS`, where requests are seen, and `TLS`, where bytes are; whatever runs inside. */
function protocolName(listener: Listener): string {
  if (!listener.tls) return listener.protocol.toUpperCase();
  return isHttpListener(listener) ? 'HTTPS' : 'TLS';
}

function lowerTls(tls: ListenerTls): NonNullable<Server['tls']> {
  if (tls.mode === 'passthrough') return { mode: 'PASSTHROUGH' };
  return {
    mode: tls.mode === 'terminate' ? 'SIMPLE' : 'MUTUAL',
    credentialName: tls.credential,
    // 1.2 is what Istio's gateways take at least anyway.
    ...(tls.minVersion === '1.3' && { minProtocolVersion: 'TLSV1_3' }),
  };
}
