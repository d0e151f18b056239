import { type ServiceSpecPort, service as serviceManifest } from '../../manifest/kinds/core.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { Protocol, Service, ServicePort } from '../../model/service.ts';
import { PROTOCOLS } from '../../model/service.ts';
import type { Context } from './context.ts';

export function services({ lookup }: Context): readonly Emitted[] {
  return lookup.focus.services.map(lowerService);
}

function lowerService({ name, namespace, labels, ports, selector, span }: Service): Emitted {
  return {
    manifest: serviceManifest(
      { name, namespace, labels: { app: name, ...labels } },
      { ports: ports.map(lowerPort), selector },
    ),
    spans: [span],
  };
}

/** A port keeps its name; `appProtocol` says the protocol where the name does not, or says another. */
function lowerPort({ name, port, targetPort, protocol }: ServicePort): ServiceSpecPort {
  return { name, ...(protocolOfName(name) === protocol ? {} : { appProtocol: protocol }), port, targetPort };
}

/** As Istio reads port names: up to the first `-`, but for `grpc-web`. */
function protocolOfName(name: string): Protocol | undefined {
  if (name.startsWith('grpc-web')) return 'grpc-web';
  const [prefix] = name.split('-');
  return PROTOCOLS.find((protocol) => protocol === prefix);
}
