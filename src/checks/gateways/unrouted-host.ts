import { within } from '../../base/span.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import { type Gateway, isHttpListener, type Listener } from '../../model/gateway.ts';
import type { Check } from '../check.ts';
import { type HostIndex, hostIndex, overlapsAny } from '../hosts.ts';
import { list } from '../words.ts';

/** Every host that a gateway serves has a route, and every listener has one or redirects. */
export const unroutedHost: Check = {
  codes: ['MW2023', 'MW2024'],
  *run({ focus }) {
    for (const gateway of focus.gateways) {
      for (const [listener, routed] of routedHosts(gateway))
        if (listener.redirect === undefined) yield* unrouted(gateway, listener, routed);
    }
  },
};

/** The hosts that routes take, by listener; `*` for a TCP route. */
function routedHosts({ listeners, routes }: Gateway): Map<Listener, HostIndex> {
  const hosts = new Map(listeners.map(({ name }) => [name, new Set<string>()]));
  for (const route of routes) {
    for (const name of route.listeners)
      for (const host of route.kind === 'tcp' ? ['*'] : route.hosts) hosts.get(name)?.add(host);
  }
  return new Map(listeners.map((listener) => [listener, hostIndex(hosts.get(listener.name) ?? [])]));
}

function* unrouted(gateway: Gateway, listener: Listener, routed: HostIndex): Generator<Diagnostic> {
  const place = ['listeners', listener.name] as const;
  if (routed.patterns.size === 0) {
    yield warning('MW2024', `listener \`${listener.name}\` of \`${gateway.name}\` has no route and no redirect`, {
      span: within(gateway.span, 1, ...place),
      label: `${unanswered(listener)}, for ${list(listener.hosts)}`,
      help: 'add a route, or leave the listener out',
    });
    return;
  }
  for (const [index, host] of listener.hosts.entries()) {
    if (overlapsAny(routed, host)) continue;
    yield warning('MW2023', `\`${gateway.name}\` serves \`${host}\` and routes none of its requests`, {
      span: within(gateway.span, 1, ...place, 'hosts', index),
      label: unanswered(listener),
      help: `add a route for \`${host}\`, or leave the host out`,
    });
  }
}

/** What becomes of requests that nothing routes. */
function unanswered(listener: Listener): string {
  return isHttpListener(listener) ? 'every request is answered 404' : 'every connection is closed';
}
