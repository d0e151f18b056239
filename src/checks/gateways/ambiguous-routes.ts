import { groupBy } from '../../base/order.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Gateway, GatewayHttpRoute } from '../../model/gateway.ts';
import type { HttpMatch } from '../../model/route.ts';
import type { Check } from '../check.ts';
import { printMatch } from '../words.ts';
import { printServed, type Served, servedHosts } from './served.ts';

/** Two gateways of one proxy do not send the same requests to different places. */
export const ambiguousRoutes: Check = {
  codes: ['MW2022'],
  *run(mesh) {
    for (const served of servedHosts(mesh).values()) {
      for (const same of groupBy(served, ({ host }) => host).values()) {
        if (new Set(same.map(({ gateway }) => gateway)).size > 1) yield* conflicts(same);
      }
    }
  },
};

interface Sent {
  readonly gateway: Gateway;
  readonly route: GatewayHttpRoute;
}

function* conflicts(same: readonly Served[]) {
  const first = new Map<string, Sent>();
  for (const served of same) {
    const { gateway, listener, host } = served;
    for (const route of gateway.routes) {
      if (route.kind !== 'http' || !route.listeners.includes(listener.name) || !route.hosts.includes(host)) continue;
      for (const match of route.route.matches.length > 0 ? route.route.matches : [undefined]) {
        const other = first.get(matchKey(match));
        if (other === undefined) first.set(matchKey(match), { gateway, route });
        else if (other.gateway !== gateway && actionKey(other.route) !== actionKey(route))
          yield conflict(served, route, other, match);
      }
    }
  }
}

function conflict(served: Served, route: GatewayHttpRoute, other: Sent, match: HttpMatch | undefined) {
  const what = match === undefined ? 'every request' : `\`${printMatch(match)}\``;
  const message = `${what} for \`${printServed(served)}\` is routed to different places by \`${other.gateway.name}\` and \`${served.gateway.name}\``;
  return error('MW2022', message, {
    span: route.span,
    related: [{ span: other.route.span, note: 'routed elsewhere here' }],
    note: 'one proxy serves both gateways: which route comes first is not defined',
    help: 'leave one of the routes out, or serve the host by one gateway',
  });
}

function matchKey(match: HttpMatch | undefined): string {
  return JSON.stringify([match?.path, match?.methods, match?.headers ?? [], match?.query ?? []]);
}

function actionKey({ route }: GatewayHttpRoute): string {
  return JSON.stringify(route.action);
}
