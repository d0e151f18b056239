// A mesh on one machine: everything on loopback, each port of a proxy at one of its own.

import { placeFrom } from '../../src/backends/envoy/place.ts';
import type { Place, Placement, SocketAddress } from '../../src/backends/envoy/placement.ts';
import type { EnvoyOptions } from '../../src/config/envoy.ts';
import { ENVOY_DEFAULTS } from '../../src/config/envoy.ts';

export const LOOPBACK = '127.0.0.1';

export interface Local {
  /** Where the proxy of a service takes what comes to its port, by `namespace/service:targetPort`. */
  readonly inbound: (of: string) => number;
  /** Where whatever stands for the services is. */
  readonly application: { readonly http: number; readonly tcp: number };
  /** Holds `cert.pem`, `key.pem`, `ca.pem`. */
  readonly certificates: string;
  readonly options?: Partial<EnvoyOptions>;
  readonly jwks?: Placement['jwks'];
}

/** As a target's configuration would place it, but for addresses. */
export function localPlace({ inbound, application, certificates, options, jwks }: Local): Place {
  const place = placeFrom({
    ...ENVOY_DEFAULTS,
    version: '1.40',
    configuration: 'static',
    admin: false,
    certificates: { kind: 'files', directory: certificates },
    ...options,
  });
  const at = (port: number): SocketAddress => ({ address: LOOPBACK, port });
  return (lookup) => ({
    ...place(lookup),
    inbound: (service, { targetPort }) => at(inbound(`${service.key}:${targetPort}`)),
    application: (_, { protocol }) =>
      at(protocol.startsWith('http') || protocol.startsWith('grpc') ? application.http : application.tcp),
    ...(jwks && { jwks }),
  });
}
