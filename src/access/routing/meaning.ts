import { canonicalJson } from '../../base/json.ts';
import { groupBy } from '../../base/order.ts';
import { printPosition, type Span } from '../../base/span.ts';
import { type Gateway, type GatewayHttpRoute, isHttpListener, type Listener } from '../../model/gateway.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { HttpRoute, TcpRoute } from '../../model/route.ts';
import { isHttp, type Service } from '../../model/service.ts';
import { destinations, entriesOf } from './entries.ts';
import {
  commonHosts,
  coveringHosts,
  coversHost,
  printEntries,
  printForwarding,
  type RouteEntry,
  type Routing,
  type Said,
  TOKENS,
} from './table.ts';

type Tables = Map<string, Map<string, Said>>;
type Facts = Map<string, Said>;

/** Where the requests of a mesh go. */
export function routingOf(lookup: Lookup): Routing {
  const facts: Facts = new Map();
  const tables: Tables = new Map();
  for (const gateway of lookup.focus.gateways) {
    facts.set(`gateway ${gateway.key}`, said(listeners(gateway), gateway.span));
    gatewayTables(gateway, lookup, tables);
  }
  for (const service of lookup.focus.services) {
    serviceFacts(service, facts);
    serviceTables(service, lookup, tables);
  }
  for (const { issuer, jwks, audiences, fromHeaders, forwardToken, span } of lookup.mesh.issuers) {
    const { kind: _, ...keys } = jwks;
    facts.set(`${TOKENS}${issuer}`, said({ ...keys, audiences, fromHeaders, forwardToken }, span));
  }
  return { facts, tables };
}

function said(value: unknown, span: Span): Said {
  return { text: typeof value === 'string' ? value : canonicalJson(value), source: printPosition(span) };
}

function listeners({ workload, listeners }: Gateway): unknown {
  const all = listeners.map((listener) => ({
    port: listener.port,
    carries: isHttpListener(listener) ? 'requests' : 'bytes',
    hosts: [...listener.hosts].sort(),
    tls: listener.tls && tlsOf(listener.tls),
    redirect: listener.redirect !== undefined,
  }));
  return { selector: workload.selector, listeners: all.map(canonicalJson).sort() };
}

function tlsOf(tls: NonNullable<Listener['tls']>): unknown {
  if (tls.mode === 'passthrough') return { mode: tls.mode };
  return { mode: tls.mode, credential: tls.credential, least: tls.minVersion };
}

function gatewayTables(gateway: Gateway, lookup: Lookup, tables: Tables): void {
  const requests = gateway.listeners.filter((listener) => isHttpListener(listener) && !listener.redirect);
  for (const [port, listeners] of groupBy(requests, (listener) => listener.port)) {
    const table = httpTable(gateway, listeners, lookup);
    if (table.size > 0) tables.set(`gateway ${gateway.key} ${port}`, table);
  }
  for (const listener of gateway.listeners.filter((one) => !isHttpListener(one))) {
    const key = `gateway ${gateway.key} ${listener.port} bytes`;
    const table = bytesTable(gateway, listener, lookup);
    if (table.size > 0) tables.set(key, new Map([...(tables.get(key) ?? []), ...table]));
  }
}

function httpTable(gateway: Gateway, listeners: readonly Listener[], lookup: Lookup): Map<string, Said> {
  const entries = hostEntries(gateway, listeners, lookup);
  return new Map([...entries].map(([host, { entries, span }]) => [host, said(printEntries(entries), span)]));
}

/** The routes of each host that listeners of a gateway serve, and where the first was said. */
export function hostEntries(
  gateway: Gateway,
  listeners: readonly Listener[],
  lookup: Lookup,
): ReadonlyMap<string, { readonly entries: readonly RouteEntry[]; readonly span: Span }> {
  const routes = gateway.routes.filter((route): route is GatewayHttpRoute => route.kind === 'http');
  const on = (route: GatewayHttpRoute) => listeners.filter(({ name }) => route.listeners.includes(name));
  const hosts = new Set(routes.flatMap((route) => on(route).flatMap((one) => commonHosts(one.hosts, route.hosts))));
  const order = new Map(routes.map((route, at) => [route, at]));
  const byHost = groupBy(
    routes.flatMap((route) => route.hosts.map((host) => ({ host, route }))),
    ({ host }) => host,
  );
  const taking = (host: string) => {
    const wanted = new Set(coveringHosts(host).flatMap((one) => (byHost.get(one) ?? []).map(({ route }) => route)));
    return [...wanted]
      .filter((route) => on(route).some((listener) => listener.hosts.some((one) => coversHost(one, host))))
      .sort((one, other) => order.get(one)! - order.get(other)!);
  };
  return new Map(
    [...hosts].map((host) => {
      const taken = taking(host);
      const entries = taken.flatMap(({ route }) => entriesOf(route, lookup));
      return [host, { entries, span: taken[0]?.span ?? gateway.span }];
    }),
  );
}

function bytesTable({ routes }: Gateway, listener: Listener, lookup: Lookup): Map<string, Said> {
  const table = new Map<string, Said>();
  for (const route of routes) {
    if (route.kind === 'http' || !route.listeners.includes(listener.name)) continue;
    const names = route.kind === 'tls' ? commonHosts(listener.hosts, route.hosts) : ['*'];
    for (const name of names) if (!table.has(name)) table.set(name, said(destinations(route.to, lookup), route.span));
  }
  return table;
}

function serviceFacts({ hostname, ports, versions, traffic, span }: Service, facts: Facts): void {
  const listed = ports.map(({ port, targetPort, protocol }) => [port, targetPort, isHttp(protocol)]);
  facts.set(`ports ${hostname}`, said(JSON.stringify(listed), span));
  if (versions.length > 0)
    facts.set(
      `versions ${hostname}`,
      said(Object.fromEntries(versions.map(({ name, labels }) => [name, labels])), span),
    );
  if (traffic?.tls) facts.set(`client TLS ${hostname}`, said(traffic.tls, traffic.span));
}

/** A table that says no more than that what comes goes on to the service itself is none. */
function serviceTables(service: Service, lookup: Lookup, tables: Tables): void {
  const { hostname, routes } = service;
  if (routes.length === 0) return;
  for (const { port, protocol } of service.ports) {
    const here = routes.filter((route) => route.port === undefined || route.port === port);
    const text = isHttp(protocol)
      ? printEntries(serviceEntries(service, port, lookup))
      : bytes(here.filter((route): route is TcpRoute => route.kind === 'tcp')[0], lookup);
    if (text === undefined || text === printForwarding(hostname)) continue;
    tables.set(`service ${hostname} ${port}`, new Map([['*', said(text, here[0]?.span ?? service.span)]]));
  }
}

/** The routes of a port of a service, as they are tried: what none takes goes on to the service itself. */
export function serviceEntries(service: Service, port: number, lookup: Lookup): readonly RouteEntry[] {
  const here = service.routes.filter((route) => route.port === undefined || route.port === port);
  return [...here.filter(isHttpRoute).flatMap((route) => entriesOf(route, lookup)), toItself(service)];
}

function toItself({ hostname }: Service): RouteEntry {
  return { action: { to: [{ host: hostname, weight: 100 }] } };
}

function isHttpRoute(route: HttpRoute | TcpRoute): route is HttpRoute {
  return route.kind === 'http';
}

function bytes(route: TcpRoute | undefined, lookup: Lookup): string | undefined {
  return route && canonicalJson(destinations(route.to, lookup));
}
