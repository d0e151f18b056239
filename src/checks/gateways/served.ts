import { type Span, within } from '../../base/span.ts';
import type { Gateway, Listener } from '../../model/gateway.ts';
import { derived } from '../derived.ts';

/** A host that a listener of a gateway serves. */
export interface Served {
  readonly gateway: Gateway;
  readonly listener: Listener;
  readonly host: string;
  readonly span: Span;
}

/** Everything that gateways serve, by the proxy and port that serve it. */
export const servedHosts = derived(({ mesh }): ReadonlyMap<string, readonly Served[]> => {
  const places = new Map<string, Served[]>();
  for (const gateway of mesh.gateways) {
    for (const listener of gateway.listeners) {
      const place = `${workloadKey(gateway)} port ${listener.port}`;
      const here = places.get(place) ?? [];
      places.set(place, here);
      for (const [index, host] of listener.hosts.entries()) {
        here.push({
          gateway,
          listener,
          host,
          span: within(gateway.span, 1, 'listeners', listener.name, 'hosts', index),
        });
      }
    }
  }
  return places;
});

/** The proxy of a gateway: gateways that select the same pods share it. */
function workloadKey({ workload }: Gateway): string {
  const labels = Object.entries(workload.selector).map(([key, value]) => `${key}=${value}`);
  return `${workload.namespace} ${labels.sort().join(',')}`;
}

export function scheme({ tls, protocol }: Listener): 'http' | 'https' {
  return tls !== undefined || protocol === 'https' || protocol === 'tls' ? 'https' : 'http';
}

/** `https://a.example.com` or, where bytes pass, `tls://a.example.com:443`. */
export function printServed({ listener, host }: Served): string {
  return `${host}:${listener.port}`;
}
