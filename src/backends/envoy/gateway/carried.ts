import type { WeightedDestination } from '../../../model/route.ts';
import { common } from './hosts.ts';
import type { Served } from './served.ts';

/** Connections that clients ask for by one of these names, and where they go. */
export interface Carried {
  readonly names: readonly string[];
  readonly to: readonly WeightedDestination[];
}

/** What a listener passes on as bytes: of several routes for a name, the first has it. */
export function carried({ gateway, listener }: Served): readonly Carried[] {
  const taken = new Set<string>();
  return gateway.routes.flatMap((route): readonly Carried[] => {
    if (route.kind === 'http' || !route.listeners.includes(listener.name)) return [];
    const wanted = route.kind === 'tls' ? common(listener.hosts, route.hosts) : listener.hosts;
    const names = wanted.filter((one) => !taken.has(one));
    for (const name of names) taken.add(name);
    return names.length === 0 ? [] : [{ names, to: route.to }];
  });
}
