import type { Gateway, Listener } from '../../../model/gateway.ts';

/** A listener of one of the gateways that a proxy serves. */
export interface Served {
  readonly gateway: Gateway;
  readonly listener: Listener;
}

/** Listeners by the port that policies speak of, where the proxy itself listens. */
export function listenersByPort(gateways: readonly Gateway[]): ReadonlyMap<number, readonly Served[]> {
  const found = new Map<number, Served[]>();
  for (const gateway of gateways) {
    for (const listener of gateway.listeners) {
      const port = listener.targetPort ?? listener.port;
      found.set(port, [...(found.get(port) ?? []), { gateway, listener }]);
    }
  }
  return found;
}
