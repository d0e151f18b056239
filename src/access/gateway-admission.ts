import { type Gateway, type GatewayRoute, isHttpListener, type Listener } from '../model/gateway.ts';
import type { GatewayKey } from '../model/ids.ts';
import { type Lookup, scopeKey } from '../model/lookup.ts';
import type { HttpMatch } from '../model/route.ts';
import { authority } from './authority.ts';
import type { Policy, PolicyRule } from './destination.ts';
import { ALL, and, atom, type Formula, NONE, or } from './formula.ts';

/**
 * A gateway is the way in: where something has to be allowed, it admits what its listeners and routes serve, from anyone. Who
 * says himself whom a gateway allows is taken at his word.
 */
export function gatewayAdmission(gateway: Gateway, said: readonly Policy[], lookup: Lookup): readonly Policy[] {
  const asked = said.some(({ effect, dryRun }) => effect === 'allow' && !dryRun);
  if (!asked || allowsItself(gateway.key, lookup)) return [];
  const rules = gateway.listeners.flatMap((listener) => listenerRules(listener, gateway));
  return rules.length === 0 ? [] : [{ effect: 'allow', dryRun: false, rules }];
}

function allowsItself(gateway: GatewayKey, { rules }: Lookup): boolean {
  const own = rules.get(scopeKey({ kind: 'gateway', gateway })) ?? [];
  return own.some(({ effect, dryRun }) => effect === 'allow' && !dryRun);
}

function listenerRules(listener: Listener, { routes, span }: Gateway): readonly PolicyRule[] {
  const own = routes.filter((route) => route.listeners.includes(listener.name));
  if (!isHttpListener(listener)) return bytes(listener, own, span);
  const served = listener.redirect ? [hostsOf(listener.hosts, listener)] : own.map((route) => routed(route, listener));
  return served.map((http): PolicyRule => ({ http: and(onPort(listener), http), tcp: NONE, source: span }));
}

/** Ports are the pod's, so they restrict only where they are known. */
function onPort({ targetPort }: Listener): Formula {
  return targetPort === undefined ? ALL : atom({ on: 'port', port: targetPort });
}

function hostsOf(hosts: readonly string[], { port }: Listener): Formula {
  return or(...hosts.map((host) => authority(host, [port])));
}

function routed(route: GatewayRoute, listener: Listener): Formula {
  if (route.kind !== 'http') return NONE;
  const hosts = hostsOf(common(listener.hosts, route.hosts), listener);
  const { matches } = route.route;
  return and(hosts, matches.length === 0 ? ALL : or(...matches.map(matched)));
}

/** Method and path; headers and queries, and paths by regular expression, are left to the routes. */
function matched({ methods, path }: HttpMatch): Formula {
  return and(
    methods === undefined
      ? ALL
      : or(...methods.map((value) => atom({ on: 'method', match: { kind: 'exact', value } }))),
    path === undefined || path.kind === 'regex' ? ALL : atom({ on: 'path', match: path }),
  );
}

/** Of each two hosts that overlap, the narrower. */
function common(served: readonly string[], wanted: readonly string[]): readonly string[] {
  return served.flatMap((a) => wanted.flatMap((b) => (covers(a, b) ? [b] : covers(b, a) ? [a] : [])));
}

function covers(a: string, b: string): boolean {
  return a === '*' || a === b || (a.startsWith('*.') && b.endsWith(a.slice(1)));
}

/** Connections that are passed on as they are: by the name that the client asks for, or by port. */
function bytes(listener: Listener, routes: readonly GatewayRoute[], source: Gateway['span']): readonly PolicyRule[] {
  const carried = routes.filter(({ kind }) => kind !== 'http');
  if (carried.length === 0) return [];
  const names = carried.flatMap((route) =>
    route.kind === 'tls' ? common(listener.hosts, route.hosts) : listener.hosts,
  );
  const named = listener.tls !== undefined && !names.includes('*');
  const byName = named ? or(...names.map(serverName)) : ALL;
  const byPort = named ? onPort(listener) : atom({ on: 'port', port: listener.targetPort ?? listener.port });
  const formula = and(byPort, byName);
  return [{ http: formula, tcp: formula, source }];
}

function serverName(host: string): Formula {
  const wildcard = host.startsWith('*.');
  return atom({ on: 'sni', match: { kind: wildcard ? 'suffix' : 'exact', value: wildcard ? host.slice(1) : host } });
}
