import { within } from '../../base/span.ts';
import { didYouMean } from '../../base/suggest.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Gateway, GatewayRoute } from '../../model/gateway.ts';
import type { Check } from '../check.ts';
import { hostIndex, overlapsAny } from '../hosts.ts';
import { list, some } from '../words.ts';

/** A gateway routes only hosts that the listeners of the route serve. */
export const unservedHost: Check = {
  codes: ['MW2021'],
  *run({ focus }) {
    for (const gateway of focus.gateways) {
      const served = servedBy(gateway);
      for (const route of gateway.routes)
        if (route.kind !== 'tcp') yield* unserved(gateway, route, served(route.listeners));
    }
  },
};

/** What lists of listeners serve; most routes of a gateway have the same list. */
function servedBy({ listeners }: Gateway) {
  const known = new Map<string, ReturnType<typeof hostIndex>>();
  return (names: readonly string[]) => {
    const key = names.join(' ');
    const index =
      known.get(key) ?? hostIndex(listeners.filter(({ name }) => names.includes(name)).flatMap(({ hosts }) => hosts));
    known.set(key, index);
    return index;
  };
}

function* unserved(
  gateway: Gateway,
  route: Exclude<GatewayRoute, { kind: 'tcp' }>,
  served: ReturnType<typeof hostIndex>,
) {
  const name = route.kind === 'http' ? route.route.name : route.name;
  for (const [index, host] of route.hosts.entries()) {
    if (overlapsAny(served, host)) continue;
    const hosts = [...served.patterns];
    const help = didYouMean(host, hosts) ?? `add \`${host}\` to the hosts of ${list(route.listeners)}`;
    yield error('MW2021', `route \`${name}\` is for \`${host}\`, which \`${gateway.name}\` does not serve there`, {
      span: within(route.span, 'hosts', index),
      label: `${list(route.listeners)} serve${route.listeners.length === 1 ? 's' : ''} ${some(hosts)}`,
      help,
    });
  }
}
