import { rulesFor, type Target } from '../access/decide.ts';
import { acceptsToken, holdsHeader, isPath, isString } from '../access/holds.ts';
import type { HttpRequest, Request } from '../access/request.ts';
import { type Gateway, type GatewayHttpRoute, isHttpListener, type Listener } from '../model/gateway.ts';
import type { Lookup } from '../model/lookup.ts';
import type { HttpMatch, HttpRoute } from '../model/route.ts';
import { type Asked, httpOf } from './question.ts';

/** What a gateway does with a request from outside. */
export type Passage =
  | { readonly kind: 'no-listener' }
  | { readonly kind: 'no-route'; readonly gateway: Gateway; readonly listener: Listener; readonly request: Request }
  | {
      readonly kind: 'answered';
      readonly gateway: Gateway;
      readonly listener: Listener;
      readonly request: Request;
      readonly route?: HttpRoute;
      readonly how: string;
    }
  | {
      readonly kind: 'passed';
      readonly gateway: Gateway;
      readonly listener: Listener;
      readonly request: Request;
      readonly route: GatewayHttpRoute;
      readonly to: Target;
      readonly onward: Request;
    };

/** The way of a request from outside: the listener that takes it, the route that it takes, and how it goes on. */
export function passages(asked: Asked, lookup: Lookup, only?: Gateway): readonly Passage[] {
  const gateways = only ? [only] : lookup.mesh.gateways;
  const found = gateways.flatMap((gateway) =>
    gateway.listeners
      .filter((listener) => takes(listener, asked))
      .map((listener) => passage(asked, gateway, listener, lookup)),
  );
  return found.length === 0 ? [{ kind: 'no-listener' }] : found;
}

function takes(listener: Listener, { scheme, host = '' }: Asked): boolean {
  const secure = listener.tls !== undefined;
  if (!isHttpListener(listener) || (scheme !== undefined && secure !== (scheme === 'https'))) return false;
  return listener.hosts.some((served) => isName(served, host.replace(/:\d+$/, '')));
}

function isName(served: string, host: string): boolean {
  return served === '*' || served === host || (served.startsWith('*.') && host.endsWith(served.slice(1)));
}

function passage(asked: Asked, gateway: Gateway, listener: Listener, lookup: Lookup): Passage {
  const ip = asked.ip ?? '203.0.113.1';
  const http = httpOf(asked, listener.hosts[0], lookup);
  const request: Request = {
    sourceIp: ip,
    remoteIp: ip,
    destinationIp: '10.0.0.2',
    port: listener.targetPort ?? listener.port,
    sni: '',
    http,
  };
  const at = { gateway, listener, request };
  if (listener.redirect) return { kind: 'answered', ...at, how: 'redirected to https' };
  const route = gateway.routes.find(
    (one): one is GatewayHttpRoute =>
      one.kind === 'http' && one.listeners.includes(listener.name) && isRouted(http, one),
  );
  if (route === undefined) return { kind: 'no-route', ...at };
  const { action } = route.route;
  if (action.kind !== 'forward')
    return {
      kind: 'answered',
      ...at,
      route: route.route,
      how: action.kind === 'redirect' ? 'redirected' : `answered with ${action.status}`,
    };
  const [{ service, port }] = action.to;
  const target =
    lookup.services.get(service)!.ports.find((one) => one.port === port) ?? lookup.services.get(service)!.ports[0];
  const onward: Request = {
    ...request,
    identity: gateway.workload.identity,
    sourceIp: '10.0.0.1',
    port: target.targetPort,
    http: forwarded(rewritten(http, route.route), gateway, lookup),
  };
  return { kind: 'passed', ...at, route, to: { kind: 'service', service }, onward };
}

/** A gateway that accepts a token keeps it, unless its issuer says that it is passed on. */
function forwarded(http: HttpRequest, gateway: Gateway, lookup: Lookup): HttpRequest {
  const { jwt, ...rest } = http;
  const issuer = jwt && lookup.mesh.issuers.find((one) => one.issuer === jwt.issuer);
  const rules = rulesFor({ kind: 'gateway', gateway: gateway.key }, lookup);
  return jwt && issuer && !issuer.forwardToken && acceptsToken(jwt, rules, lookup) ? rest : http;
}

function isRouted(http: HttpRequest, { hosts, route }: GatewayHttpRoute): boolean {
  const host = http.host.replace(/:\d+$/, '');
  return (
    hosts.some((one) => isName(one, host)) &&
    (route.matches.length === 0 || route.matches.some((match) => fits(http, match)))
  );
}

function fits(http: HttpRequest, { path, methods, headers, query }: HttpMatch): boolean {
  return (
    (path === undefined || isPath(http.path, path)) &&
    (methods === undefined || methods.includes(http.method)) &&
    headers.every((header) => holdsHeader(http.headers, header)) &&
    query.every(({ match }) => isString(undefined, match))
  );
}

function rewritten(http: HttpRequest, { rewrite, matches }: HttpRoute): HttpRequest {
  const match = matches.find((one) => fits(http, one))?.path;
  const host = rewrite?.host ?? http.host;
  if (rewrite?.path === undefined || match === undefined) return { ...http, host };
  const path =
    match.kind === 'prefix' ? rewrite.path.replace(/\/$/, '') + http.path.slice(match.value.length) : rewrite.path;
  return { ...http, host, path: path === '' ? '/' : path };
}
