import { error } from '../../diag/diagnostic.ts';
import { type Gateway, type GatewayRoute, isHttpListener, type Listener } from '../../model/gateway.ts';
import type { Check } from '../check.ts';

/** HTTP routes stand on listeners that show requests, TLS and TCP routes on those that do not. */
export const routeListener: Check = {
  codes: ['MW2029'],
  *run({ focus }) {
    for (const gateway of focus.gateways) {
      const listeners = new Map(gateway.listeners.map((listener) => [listener.name, listener]));
      for (const route of gateway.routes) {
        const wrong = route.listeners
          .map((name) => listeners.get(name))
          .find((listener) => listener !== undefined && isHttpListener(listener) !== (route.kind === 'http'));
        if (wrong !== undefined) yield finding(gateway, route, wrong);
      }
    }
  },
};

function finding(gateway: Gateway, route: GatewayRoute, listener: Listener) {
  const name = route.kind === 'http' ? route.route.name : route.name;
  const passes =
    listener.tls?.mode === 'passthrough' ? 'passes TLS through' : `carries ${listener.protocol.toUpperCase()}`;
  const message =
    route.kind === 'http'
      ? `route \`${name}\` is for HTTP requests, and listener \`${listener.name}\` of \`${gateway.name}\` ${passes}`
      : `route \`${name}\` is for ${route.kind.toUpperCase()} connections, and listener \`${listener.name}\` of \`${gateway.name}\` takes HTTP requests`;
  return error('MW2029', message, {
    span: route.span,
    help:
      route.kind === 'http'
        ? 'leave out what only HTTP has, or let the listener terminate TLS'
        : 'name another listener',
  });
}
