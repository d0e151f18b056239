import type { JsonObject } from '../../../base/json.ts';
import { type Gateway, type GatewayRoute, isHttpListener, type Listener } from '../../../model/gateway.ts';
import { type Lookup, scopeKey } from '../../../model/lookup.ts';
import type { HttpMatch } from '../../../model/route.ts';
import { host } from '../authorization/host.ts';
import { ANY, permissions } from '../authorization/logic.ts';
import { path as pathPermission } from '../authorization/path.ts';
import type { Policies } from '../authorization/policies.ts';
import type { Port } from '../authorization/request.ts';
import { common } from './hosts.ts';

/**
 * Where something has to be allowed, a gateway admits what its listeners and routes serve, from anyone: it is the way in. Who says himself
 * whom a gateway allows is taken at his word.
 */
export function admitted(gateways: readonly Gateway[], port: Port, lookup: Lookup): Policies {
  const entries = gateways
    .filter((gateway) => !allowsItself(gateway, lookup))
    .flatMap((gateway) => gateway.listeners.flatMap((listener) => ofListener(gateway, listener, port)));
  return Object.fromEntries(entries);
}

function allowsItself({ key }: Gateway, { rules }: Lookup): boolean {
  const own = rules.get(scopeKey({ kind: 'gateway', gateway: key })) ?? [];
  return own.some(({ effect, dryRun }) => effect === 'allow' && !dryRun);
}

function ofListener(gateway: Gateway, listener: Listener, { port, http }: Port): readonly [string, JsonObject][] {
  const { name, targetPort, redirect } = listener;
  if (targetPort !== undefined && targetPort !== port) return [];
  const routes = gateway.routes.filter(({ listeners }) => listeners.includes(name));
  const named = (i: number, permission: JsonObject): [string, JsonObject] => [
    `gateway ${gateway.key}: serves[${name} ${i}]`,
    { permissions: [permission], principals: [ANY] },
  ];
  if (!isHttpListener(listener)) return connections(listener, routes, port).map((one) => named(0, one));
  if (!http) return [];
  if (redirect) return [named(0, anyHost(listener.hosts, listener))];
  return routes.flatMap((route, i) => requests(route, listener).map((one) => named(i, one)));
}

function anyHost(hosts: readonly string[], { port }: Listener): JsonObject {
  return permissions.or(hosts.map((one) => host(one, [port])));
}

/** What a route serves by host, method and path; the rest is left to the routes themselves. */
function requests(route: GatewayRoute, listener: Listener): readonly JsonObject[] {
  if (route.kind !== 'http') return [];
  const hosts = common(listener.hosts, route.hosts);
  if (hosts.length === 0) return [];
  const { matches } = route.route;
  return [
    permissions.and([anyHost(hosts, listener), ...(matches.length > 0 ? [permissions.or(matches.map(matched))] : [])]),
  ];
}

function matched({ methods, path }: HttpMatch): JsonObject {
  const method = (exact: string) => ({ header: { name: ':method', string_match: { exact } } });
  return permissions.and([
    ...(methods ? [permissions.or(methods.map(method))] : []),
    ...(path && path.kind !== 'regex' ? [pathPermission(path)] : []),
  ]);
}

/** Connections that are passed on as they are: by the name that the client asks for, or by port. */
function connections(listener: Listener, routes: readonly GatewayRoute[], port: number): readonly JsonObject[] {
  const carried = routes.filter(({ kind }) => kind !== 'http');
  if (carried.length === 0) return [];
  const names = carried.flatMap((route) =>
    route.kind === 'tls' ? common(listener.hosts, route.hosts) : listener.hosts,
  );
  const byName = listener.tls !== undefined && !names.includes('*');
  if (!byName) return (listener.targetPort ?? listener.port) === port ? [ANY] : [];
  return names.length > 0 ? [permissions.or(names.map(serverName))] : [];
}

function serverName(name: string): JsonObject {
  return { requested_server_name: name.startsWith('*.') ? { suffix: name.slice(1) } : { exact: name } };
}
