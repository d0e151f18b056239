import type { JsonObject } from '../../../base/json.ts';
import { groupBy } from '../../../base/order.ts';
import type { GatewayHttpRoute } from '../../../model/gateway.ts';
import type { Context } from '../context.ts';
import { longestBody, routeConfiguration } from '../routes/configuration.ts';
import { httpRoutes } from '../routes/http-route.ts';
import { common, covers } from './hosts.ts';
import type { Served } from './served.ts';

/**
 * The routes of listeners that share a connection manager, by host. Envoy takes the virtual host with the most specific domain alone, so
 * routes of `*.example.com` are repeated for `a.example.com` where that has its own.
 */
export function gatewayRoutes(
  name: string,
  served: readonly Served[],
  context: Context,
): JsonObject & { readonly name: string } {
  const redirects = served.filter(({ listener }) => listener.redirect);
  const routing = [
    ...groupBy(
      served.filter(({ listener }) => !listener.redirect),
      ({ gateway }) => gateway,
    ),
  ];
  const hosts = [
    ...redirects.flatMap(({ listener }) => listener.hosts.map((host) => virtualHost(host, [TO_HTTPS]))),
    ...routing.flatMap(([{ routes }, own]) => forwarding(routes.filter(isHttpRoute), own, context)),
  ];
  const all = routing.flatMap(([{ routes }]) => routes.filter(isHttpRoute).map(({ route }) => route));
  return routeConfiguration(name, merged(hosts), longestBody(all), { ignore_port_in_host_matching: true });
}

const TO_HTTPS: JsonObject = { match: { prefix: '/' }, redirect: { https_redirect: true } };

function isHttpRoute(route: { readonly kind: string }): route is GatewayHttpRoute {
  return route.kind === 'http';
}

interface VirtualHost {
  readonly host: string;
  readonly routes: readonly JsonObject[];
}

function virtualHost(host: string, routes: readonly JsonObject[]): VirtualHost {
  return { host, routes };
}

function forwarding(
  routes: readonly GatewayHttpRoute[],
  served: readonly Served[],
  context: Context,
): readonly VirtualHost[] {
  const on = (route: GatewayHttpRoute) => served.filter(({ listener }) => route.listeners.includes(listener.name));
  const hosts = new Set(
    routes.flatMap((route) => on(route).flatMap(({ listener }) => common(listener.hosts, route.hosts))),
  );
  const taken = (host: string) =>
    routes.filter(
      (route) =>
        route.hosts.some((one) => covers(one, host)) &&
        on(route).some(({ listener }) => listener.hosts.some((one) => covers(one, host))),
    );
  return [...hosts].map((host) =>
    virtualHost(
      host,
      taken(host).flatMap(({ route }) => httpRoutes(route, undefined, context)),
    ),
  );
}

/** One virtual host for each host, whatever says something of it. */
function merged(hosts: readonly VirtualHost[]): readonly JsonObject[] {
  return [...groupBy(hosts, ({ host }) => host)].map(([host, all]) => ({
    name: host,
    domains: [host],
    routes: all.flatMap(({ routes }) => routes),
  }));
}
