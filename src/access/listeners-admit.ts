import { type Gateway, type GatewayRoute, isHttpListener, type Listener } from '../model/gateway.ts';
import { type Lookup, scopeKey } from '../model/lookup.ts';
import type { HttpMatch } from '../model/route.ts';
import { isPath } from './holds.ts';
import type { HttpRequest, Request } from './request.ts';

/** Whether a request is one that listeners and routes of these gateways serve: a gateway admits that by itself. */
export function listenersAdmit(request: Request, gateways: readonly Gateway[], lookup: Lookup): boolean {
  return gateways.some(
    (gateway) =>
      !allowsItself(gateway, lookup) && gateway.listeners.some((listener) => serves(listener, gateway.routes, request)),
  );
}

function allowsItself({ key }: Gateway, { rules }: Lookup): boolean {
  const own = rules.get(scopeKey({ kind: 'gateway', gateway: key })) ?? [];
  return own.some(({ effect, dryRun }) => effect === 'allow' && !dryRun);
}

function serves(listener: Listener, routes: readonly GatewayRoute[], request: Request): boolean {
  const own = routes.filter((route) => route.listeners.includes(listener.name));
  if (listener.targetPort !== undefined && listener.targetPort !== request.port) return false;
  if (!isHttpListener(listener)) return passes(listener, own, request);
  const { http } = request;
  if (http === undefined) return false;
  if (listener.redirect) return listener.hosts.some((host) => isAuthority(http.host, host, listener.port));
  return own.some((route) => route.kind === 'http' && isRouted(http, listener, route.hosts, route.route.matches));
}

function isRouted(
  http: HttpRequest,
  listener: Listener,
  hosts: readonly string[],
  matches: readonly HttpMatch[],
): boolean {
  const named = (list: readonly string[]) => list.some((host) => isAuthority(http.host, host, listener.port));
  if (!named(hosts) || !named(listener.hosts)) return false;
  return matches.length === 0 || matches.some((match) => fits(http, match));
}

/** By method and path; what a policy cannot say is left to the routes. */
function fits({ method, path }: HttpRequest, match: HttpMatch): boolean {
  if (match.methods && !match.methods.includes(method)) return false;
  return match.path === undefined || match.path.kind === 'regex' || isPath(path, match.path);
}

function isAuthority(authority: string, host: string, port: number): boolean {
  if (host === '*') return true;
  if (!host.startsWith('*.')) return authority === host || authority.startsWith(`${host}:`);
  return authority.endsWith(host.slice(1)) || authority.endsWith(`${host.slice(1)}:${port}`);
}

function passes(listener: Listener, routes: readonly GatewayRoute[], { port, sni }: Request): boolean {
  const carried = routes.filter((route) => route.kind !== 'http');
  if (carried.length === 0) return false;
  const names = carried.flatMap((route) => (route.kind === 'tls' ? route.hosts : listener.hosts));
  if (listener.tls === undefined || names.includes('*')) return port === (listener.targetPort ?? listener.port);
  const isName = (host: string) => (host.startsWith('*.') ? sni.endsWith(host.slice(1)) : sni === host);
  return names.some(isName) && listener.hosts.some((host) => host === '*' || isName(host));
}
