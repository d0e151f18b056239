import type { DestinationPort } from '../../../access/destination.ts';
import type { Server } from '../../../manifest/kinds/istio-networking.ts';
import type { Manifest } from '../../../manifest/manifest.ts';
import type { ForeignPod, IstioConfiguration, Labels } from './configuration.ts';
import type { OfKind } from './of-kind.ts';
import { isPart } from './selection.ts';

/** A proxy outside the manifests, and the Gateways that it serves. */
export interface GatewayProxy {
  readonly pod: ForeignPod;
  readonly gateways: readonly Manifest[];
}

/** Which proxies serve which Gateways, by selector, whatever the namespace. */
export function gatewayProxies(ofKind: OfKind, { pods }: IstioConfiguration): readonly GatewayProxy[] {
  const gateways = ofKind('Gateway').filter(({ apiVersion }) => apiVersion.includes('istio.io'));
  return pods.map((pod) => ({
    pod,
    gateways: gateways.filter(({ spec }) =>
      isPart((spec as { readonly selector?: Labels })?.selector ?? {}, pod.labels),
    ),
  }));
}

export function serversOf({ spec }: Manifest): readonly Server[] {
  return (spec as { readonly servers?: readonly Server[] })?.servers ?? [];
}

/** Whether a listener shows requests to the proxy, not only bytes. */
export function seesRequests({ port, tls }: Server): boolean {
  const protocol = port.protocol.toUpperCase();
  if (protocol === 'HTTPS') return tls?.mode !== 'PASSTHROUGH' && tls?.mode !== 'AUTO_PASSTHROUGH';
  return ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'].includes(protocol);
}

/** Only a listener that asks for the mesh's own certificates learns an identity of the mesh. */
export function listenerPort(server: Server, { ports }: ForeignPod): DestinationPort {
  return {
    port: ports.get(server.port.number) ?? server.port.number,
    http: seesRequests(server),
    mtls: server.tls?.mode === 'ISTIO_MUTUAL' ? 'strict' : 'disabled',
    ...serverNames(server),
  };
}

/** Connections in TLS are told apart by the name that the client asks for; requests in the clear ask for none. */
function serverNames(server: Server): Pick<DestinationPort, 'serverNames'> {
  const hosts = hostsOf(server);
  if (server.tls?.mode === undefined) return seesRequests(server) ? { serverNames: [''] } : {};
  return hosts.includes('*') ? {} : { serverNames: hosts };
}

/** Without the namespace in front, which says whose routes may be bound there. */
export function hostsOf({ hosts }: Server): readonly string[] {
  return hosts.map((host) => host.slice(host.indexOf('/') + 1).toLowerCase());
}
