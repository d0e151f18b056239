import { destinations } from '../../access/routing/entries.ts';
import { hostEntries } from '../../access/routing/meaning.ts';
import { commonHosts, type RouteEntry } from '../../access/routing/table.ts';
import { printNames, TLS_OF } from '../../backends/envoy/read/index.ts';
import { canonicalJson, type JsonObject } from '../../base/json.ts';
import { groupBy } from '../../base/order.ts';
import { type Gateway, type GatewayRoute, isHttpListener, type Listener } from '../../model/gateway.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Terms } from './terms.ts';

export type Doors = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Served {
  readonly gateway: Gateway;
  readonly listener: Listener;
}

/** What has to come in at the proxy of these gateways, and where it has to go. */
export function doorsOf(gateways: readonly Gateway[], lookup: Lookup, terms: Terms): Doors {
  const served = gateways.flatMap((gateway) => gateway.listeners.map((listener): Served => ({ gateway, listener })));
  const doors = groupBy(served, keyOf);
  return new Map(
    [...doors].map(([key, all]) => [
      key,
      isHttpListener(all[0]!.listener) ? requests(all, lookup, terms) : bytes(all, lookup, terms),
    ]),
  );
}

/** What is ended in TLS is told apart by the names that clients ask for. */
function keyOf({ listener }: Served): string {
  const port = listener.targetPort ?? listener.port;
  if (!isHttpListener(listener)) return `${port} bytes`;
  if (!listener.tls) return String(port);
  return `${port} in TLS for ${listener.hosts.includes('*') ? printNames() : printNames(listener.hosts)}`;
}

const TO_HTTPS: RouteEntry = { action: { redirect: { scheme: 'https', status: 301 } } };

/** What listeners say of a host is tried one after the other. */
function requests(served: readonly Served[], lookup: Lookup, terms: Terms): ReadonlyMap<string, string> {
  const hosts = new Map<string, readonly RouteEntry[]>();
  const add = (host: string, entries: readonly RouteEntry[]) =>
    hosts.set(host, [...(hosts.get(host) ?? []), ...entries]);
  for (const { listener } of served) if (listener.redirect) for (const host of listener.hosts) add(host, [TO_HTTPS]);
  const forwarding = served.filter(({ listener }) => !listener.redirect);
  for (const [gateway, own] of groupBy(forwarding, ({ gateway }) => gateway)) {
    const listeners = own.map(({ listener }) => listener);
    for (const [host, { entries }] of hostEntries(gateway, listeners, lookup)) add(host, entries);
  }
  const texts = new Map([...hosts].map(([host, entries]) => [host, terms.routes(entries, undefined)]));
  const { tls } = served[0]!.listener;
  return tls ? texts.set(TLS_OF, canonicalJson(tlsOf(tls))) : texts;
}

function tlsOf(tls: NonNullable<Listener['tls']>): JsonObject {
  if (tls.mode === 'passthrough') return { mode: tls.mode };
  return { mode: tls.mode, credential: tls.credential, least: tls.minVersion };
}

/** By the names that are asked for; where any will do, the others are among them. */
function bytes(served: readonly Served[], lookup: Lookup, terms: Terms): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const { gateway, listener } of served)
    for (const route of gateway.routes) {
      if (route.kind === 'http' || !route.listeners.includes(listener.name)) continue;
      const to = terms.destinations(destinations(route.to, lookup), undefined);
      const text = canonicalJson({ tls: listener.tls && tlsOf(listener.tls), to });
      for (const name of namesOf(route, listener)) if (!table.has(name)) table.set(name, text);
    }
  return table;
}

function namesOf(route: Exclude<GatewayRoute, { kind: 'http' }>, { hosts, tls }: Listener): readonly string[] {
  const names = route.kind === 'tls' ? commonHosts(hosts, route.hosts) : tls ? hosts : ['*'];
  return names.includes('*') ? ['*'] : names;
}
