import type { Span } from '../../base/span.ts';
import { within } from '../../base/span.ts';
import type { Gateway, GatewayHttpRoute, Listener } from '../../model/gateway.ts';
import { isHttpListener } from '../../model/gateway.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { HttpAction, HttpMatch, HttpRoute, Redirect } from '../../model/route.ts';
import { isHttp } from '../../model/service.ts';
import { derived } from '../derived.ts';
import { allRoutes } from '../destinations.ts';
import { scheme } from '../gateways/served.ts';
import { exampleHost, patternsOf } from '../hosts.ts';
import { exampleOf, type Request, takes } from './request.ts';

/** A redirect, of a route or of a whole listener. */
export interface Answer {
  readonly redirect: Partial<Redirect>;
  readonly name: string;
  readonly span: Span;
}

/** A place where requests arrive: a host on a port, with its routes in order. */
interface Place {
  readonly scheme: 'http' | 'https';
  readonly whole?: Answer;
  readonly routes: { readonly route: HttpRoute; readonly span: Span }[];
}

const EVERYTHING: HttpMatch = { headers: [], query: [] };

/** Places by `port host`, the host as it is served (`*.example.com`). */
const places = derived((mesh: Lookup): ReadonlyMap<string, Place> => {
  const all = new Map<string, Place>();
  for (const gateway of mesh.mesh.gateways)
    for (const [key, place] of gatewayPlaces(gateway)) if (!all.has(key)) all.set(key, place);
  for (const { hostname, ports, routes } of mesh.mesh.services) {
    const http = routes.filter((route) => route.kind === 'http');
    if (http.length === 0) continue;
    for (const { port, protocol } of ports) {
      const here = http.filter((route) => route.port === undefined || route.port === port);
      if (isHttp(protocol))
        all.set(`${port} ${hostname}`, { scheme: 'http', routes: here.map((route) => ({ route, span: route.span })) });
    }
  }
  return all;
});

function* gatewayPlaces(gateway: Gateway): Generator<[string, Place]> {
  const byHost = new Map<string, Place>();
  for (const listener of gateway.listeners) {
    if (!isHttpListener(listener)) continue;
    const whole = listener.redirect && { whole: wholeAnswer(gateway, listener) };
    const names = [...listener.hosts, ...(whole ? [] : routedHosts(gateway, listener))];
    for (const host of names)
      byHost.set(`${listener.name} ${host}`, { scheme: scheme(listener), ...whole, routes: [] });
  }
  for (const route of gateway.routes) {
    if (route.kind !== 'http') continue;
    for (const name of route.listeners)
      for (const host of route.hosts) byHost.get(`${name} ${host}`)?.routes.push(route);
  }
  const ports = new Map(gateway.listeners.map(({ name, port }) => [name, port]));
  for (const [key, place] of byHost) {
    const [name = '', host = ''] = key.split(' ');
    yield [`${ports.get(name)} ${host}`, place];
  }
}

function routedHosts({ routes }: Gateway, { name }: Listener): readonly string[] {
  return routes
    .filter((route): route is GatewayHttpRoute => route.kind === 'http' && route.listeners.includes(name))
    .flatMap(({ hosts }) => hosts);
}

function wholeAnswer({ span }: Gateway, { name }: Listener): Answer {
  return { redirect: { scheme: 'https' }, name, span: within(span, 1, 'listeners', name, 'redirect') };
}

/** The redirect that answers a request; undefined when something else does, or nothing, or it cannot be told. */
export function answer(mesh: Lookup, request: Request): Answer | undefined {
  const place = placeOf(mesh, request);
  if (place === undefined || place.whole) return place?.whole;
  for (const { route, span } of place.routes) {
    const taken = (route.matches.length > 0 ? route.matches : [EVERYTHING]).map((match) => takes(match, request));
    if (taken.includes(true)) return answerOf(route.action, route.name, span);
    if (taken.includes(undefined)) return undefined;
  }
  return undefined;
}

function placeOf(mesh: Lookup, { host, port, scheme: asked }: Request): Place | undefined {
  const pattern = patternsOf(host).find((each) => places(mesh).has(`${port} ${each}`));
  const place = pattern === undefined ? undefined : places(mesh).get(`${port} ${pattern}`);
  return place?.scheme === asked ? place : undefined;
}

function answerOf(action: HttpAction, name: string, span: Span): Answer | undefined {
  return action.kind === 'redirect' ? { redirect: action, name, span } : undefined;
}

/** A request for each match of each route that redirects. */
export function* redirectedRequests(mesh: Lookup): Generator<{ readonly request: Request; readonly first: Answer }> {
  if (!allRoutes(mesh).some(({ http }) => http?.action.kind === 'redirect')) return;
  for (const [key, place] of places(mesh)) {
    const [port, pattern = ''] = key.split(' ');
    for (const { route, span } of place.routes) {
      const first = answerOf(route.action, route.name, span);
      if (first === undefined) continue;
      for (const match of route.matches.length > 0 ? route.matches : [EVERYTHING]) {
        const what = exampleOf(match);
        if (what === undefined) continue;
        yield { first, request: { ...what, scheme: place.scheme, host: exampleHost(pattern), port: Number(port) } };
      }
    }
  }
}
