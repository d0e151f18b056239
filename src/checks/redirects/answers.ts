import type { Span } from '../../base/span.ts';
import { within } from '../../base/span.ts';
import type { Gateway, GatewayHttpRoute, Listener } from '../../model/gateway.ts';
import { isHttpListener } from '../../model/gateway.ts';
import type { Whole } from '../../model/lookup.ts';
import type { HttpAction, HttpMatch, HttpRoute, Redirect, TcpRoute } from '../../model/route.ts';
import { isHttp, type Service } from '../../model/service.ts';
import { derived, derivedOf } from '../derived.ts';
import { scheme } from '../gateways/served.ts';
import { exampleHost, patternsOf } from '../hosts.ts';
import { hostsOfServices } from '../known-hosts.ts';
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

/** Places of gateways by `port host`, the host as it is served (`*.example.com`). */
const placesOfGateways = derived(({ mesh }): ReadonlyMap<string, Place> => {
  const all = new Map<string, Place>();
  for (const gateway of mesh.gateways)
    for (const [key, place] of gatewayPlaces(gateway)) if (!all.has(key)) all.set(key, place);
  return all;
});

/** Places of a service, by port. */
const placesOfService = derivedOf((_, { ports, routes }: Service): ReadonlyMap<number, Place> => {
  const http = routes.filter((route) => route.kind === 'http');
  if (http.length === 0) return new Map();
  return new Map(
    ports
      .filter(({ protocol }) => isHttp(protocol))
      .map(({ port }) => {
        const here = http.filter((route) => route.port === undefined || route.port === port);
        return [port, { scheme: 'http', routes: here.map((route) => ({ route, span: route.span })) }];
      }),
  );
});

function placeAt(mesh: Whole, host: string, port: number): Place | undefined {
  const service = hostsOfServices(mesh).get(host);
  return (service && placesOfService(mesh, service).get(port)) ?? placesOfGateways(mesh).get(`${port} ${host}`);
}

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
export function answer(mesh: Whole, request: Request): Answer | undefined {
  const place = placeOf(mesh, request);
  if (place === undefined || place.whole) return place?.whole;
  for (const { route, span } of place.routes) {
    const taken = (route.matches.length > 0 ? route.matches : [EVERYTHING]).map((match) => takes(match, request));
    if (taken.includes(true)) return answerOf(route.action, route.name, span);
    if (taken.includes(undefined)) return undefined;
  }
  return undefined;
}

function placeOf(mesh: Whole, { host, port, scheme: asked }: Request): Place | undefined {
  for (const pattern of patternsOf(host)) {
    const place = placeAt(mesh, pattern, port);
    if (place) return place.scheme === asked ? place : undefined;
  }
  return undefined;
}

function answerOf(action: HttpAction, name: string, span: Span): Answer | undefined {
  return action.kind === 'redirect' ? { redirect: action, name, span } : undefined;
}

interface Redirected {
  readonly request: Request;
  readonly first: Answer;
}

/** A request for each match of each route that redirects, wherever it is: where one leads, all that redirect have a part in. */
export const redirectedRequests = derived((mesh): readonly Redirected[] => {
  const { gateways, services } = mesh.mesh;
  const redirecting = services.filter(({ routes }) => routes.some(redirects));
  if (
    redirecting.length === 0 &&
    !gateways.some(({ routes }) => routes.some((one) => one.kind === 'http' && redirects(one.route)))
  )
    return [];
  const places = new Map(placesOfGateways(mesh));
  for (const service of redirecting)
    for (const [port, place] of placesOfService(mesh, service)) places.set(`${port} ${service.hostname}`, place);
  return [...places].flatMap(([key, place]) => [...redirectedAt(key, place)]);
});

function redirects(route: HttpRoute | TcpRoute): boolean {
  return route.kind === 'http' && route.action.kind === 'redirect';
}

function* redirectedAt(key: string, place: Place): Generator<Redirected> {
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
