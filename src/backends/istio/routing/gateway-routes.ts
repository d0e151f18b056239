import { invariant } from '../../../base/absurd.ts';
import { isNonEmpty } from '../../../base/nonempty.ts';
import type { Span } from '../../../base/span.ts';
import {
  type HttpRouteSpec,
  type TcpRouteSpec,
  type TlsRouteSpec,
  virtualService,
} from '../../../manifest/kinds/istio-networking.ts';
import type { Emitted } from '../../../manifest/manifest.ts';
import {
  type Gateway,
  type GatewayHttpRoute,
  type GatewayTcpRoute,
  type GatewayTlsRoute,
  isHttpListener,
  type Listener,
} from '../../../model/gateway.ts';
import type { Context } from '../context.ts';
import { commonWith, covers, type HostIndex, hostIndex } from '../hosts.ts';
import { gatewayHostName } from '../names.ts';
import { lowerDestinations, lowerHttpRoute } from './http-route.ts';
import { refusingRoute } from './refusal.ts';

/**
 * The routes of gateways: one VirtualService for each host that a gateway serves, with all routes of that host in order.
 * Istio joins several VirtualServices of one host in an order of its own, so there is never more than one; and it serves
 * the most specific host only, so routes of `*.example.com` are repeated for `a.example.com` where that has its own.
 */
export function* gatewayRoutes(context: Context): Generator<Emitted> {
  for (const gateway of context.lookup.focus.gateways) {
    for (const [host, routes] of byHost(gateway, context)) yield lowerHost(gateway, host, routes);
  }
}

interface HostRoutes {
  readonly http: HttpRouteSpec[];
  readonly tls: TlsRouteSpec[];
  readonly tcp: TcpRouteSpec[];
  readonly spans: Span[];
}

type HostTable = Map<string, HostRoutes>;

function byHost(gateway: Gateway, context: Context): HostTable {
  const table: HostTable = new Map();
  addHttp(gateway, table, context);
  const listeners = served(gateway, (listener) => !isHttpListener(listener));
  for (const route of gateway.routes) {
    if (route.kind === 'tls') addTls(route, listeners, table, context);
    else if (route.kind === 'tcp') addTcp(route, listeners, table, context);
  }
  return table;
}

function entry(table: HostTable, host: string): HostRoutes {
  const known = table.get(host) ?? { http: [], tls: [], tcp: [], spans: [] };
  table.set(host, known);
  return known;
}

function lowerHost(gateway: Gateway, host: string, { http, tls, tcp, spans }: HostRoutes): Emitted {
  invariant(isNonEmpty(spans), 'a host of a gateway has a route');
  return {
    manifest: virtualService(
      { name: gatewayHostName(gateway, host), namespace: gateway.namespace },
      {
        hosts: [host],
        gateways: [gateway.key],
        ...(http.length > 0 && { http }),
        ...(tls.length > 0 && { tls }),
        ...(tcp.length > 0 && { tcp }),
      },
    ),
    spans,
  };
}

function addHttp(gateway: Gateway, table: HostTable, context: Context): void {
  // A redirect answers before any route is looked at.
  const listeners = served(gateway, (listener) => isHttpListener(listener) && !listener.redirect);
  const routes = gateway.routes.filter((route): route is GatewayHttpRoute => route.kind === 'http');
  const order = new Map(routes.map((route, at) => [route, at]));
  const byHost = hostIndex(routes, (route) => route.hosts);
  const onHost = hostIndex(listeners.values(), (listener) => listener.hosts);
  const taken = (host: string) =>
    [...byHost.covering(host)]
      .sort((a, b) => order.get(a)! - order.get(b)!)
      .flatMap((route) => takenOn(route, onHost.covering(host)));
  const hosts = new Set(routes.flatMap((route) => on(route, listeners).flatMap(({ common }) => common(route.hosts))));
  for (const host of hosts) addHost(host, taken, onHost, table, context);
}

/** A route that a host has, and on which listeners. */
interface Taken {
  readonly route: GatewayHttpRoute;
  readonly serving: readonly Listener[];
}

function takenOn(route: GatewayHttpRoute, covering: readonly Listener[]): readonly Taken[] {
  const serving = covering.filter(({ name }) => route.listeners.includes(name));
  return serving.length > 0 ? [{ route, serving }] : [];
}

function addHost(
  host: string,
  taken: (host: string) => readonly Taken[],
  onHost: HostIndex<Listener>,
  table: HostTable,
  context: Context,
): void {
  const covering = onHost.covering(host);
  // What has the same routes in the same order does not mind having them twice.
  const within = onHost.within(host).filter((listener) => !sameRoutes(host, listener, taken));
  const known = entry(table, host);
  for (const { route, serving } of taken(host)) {
    const ports = new Set(serving.map(({ port }) => port));
    const unnamed = covering.filter((listener) => !serving.includes(listener) && !listener.hosts.includes(host));
    reportOverlap(route, host, [...within, ...unnamed], ports, context);
    // Istio would serve the host on every listener that has it, or a part of it.
    const elsewhere = [...covering, ...onHost.within(host)].some(({ port }) => !ports.has(port));
    known.http.push(...lowerHttpRoute(route.route, elsewhere ? [...ports] : undefined, context));
    known.spans.push(route.span);
  }
}

/** Whether a listener for parts of a host has the routes of the host, and no others, on its port. */
function sameRoutes(host: string, { name, port, hosts }: Listener, taken: (host: string) => readonly Taken[]): boolean {
  const onPort = (each: string) =>
    taken(each).flatMap(({ route, serving }) => (serving.some((listener) => listener.port === port) ? [route] : []));
  const whole = onPort(host);
  if (!whole.every(({ listeners }) => listeners.includes(name))) return false;
  return hosts
    .filter((part) => part !== host && covers(host, part))
    .map(onPort)
    .every((part) => part.length === whole.length && part.every((route, at) => route === whole[at]));
}

interface ServedListener extends Listener {
  /** What its hosts have in common with those of a route. */
  readonly common: ReturnType<typeof commonWith>;
}

/** Some listeners of a gateway, by name. */
function served(gateway: Gateway, which: (listener: Listener) => boolean): ReadonlyMap<string, ServedListener> {
  return new Map(
    gateway.listeners
      .filter(which)
      .map((listener) => [listener.name, { ...listener, common: commonWith(listener.hosts) }]),
  );
}

function on(
  route: { readonly listeners: readonly string[] },
  listeners: ReadonlyMap<string, ServedListener>,
): readonly ServedListener[] {
  return route.listeners.flatMap((name) => listeners.get(name) ?? []);
}

/**
 * On one port, a listener for a part of the host would get its routes too, whether the route names that listener or not,
 * and in an order of Istio's own beside the routes of that part. (Of one host twice on a port, a check speaks: MW2020.)
 */
function reportOverlap(
  route: GatewayHttpRoute,
  host: string,
  overlapping: readonly Listener[],
  ports: ReadonlySet<number>,
  { gap }: Context,
): void {
  const found = overlapping.find(({ port }) => ports.has(port));
  if (!found) return;
  refusingRoute(route.span, gap)(
    'MW3219',
    `listener \`${found.name}\` would serve the routes of \`${host}\` too: it has the same port`,
    'give the listeners hosts that do not overlap, or ports of their own',
  );
}

function addTls(
  route: GatewayTlsRoute,
  listeners: ReadonlyMap<string, ServedListener>,
  table: HostTable,
  { lookup }: Context,
): void {
  for (const listener of on(route, listeners)) {
    for (const host of listener.common(route.hosts)) {
      const known = entry(table, host);
      known.tls.push({
        match: [{ port: listener.port, sniHosts: [host] }],
        route: lowerDestinations(route.to, lookup),
      });
      known.spans.push(route.span);
    }
  }
}

/** Connections have no host: one of the listener's binds the route to it, and the port is what is matched. */
function addTcp(
  route: GatewayTcpRoute,
  listeners: ReadonlyMap<string, ServedListener>,
  table: HostTable,
  { lookup }: Context,
): void {
  for (const listener of on(route, listeners)) {
    const known = entry(table, listener.hosts[0]);
    known.tcp.push({ match: [{ port: listener.port }], route: lowerDestinations(route.to, lookup) });
    known.spans.push(route.span);
  }
}
