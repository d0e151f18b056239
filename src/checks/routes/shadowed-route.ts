import type { Span } from '../../base/span.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { Gateway, GatewayHttpRoute } from '../../model/gateway.ts';
import type { HttpMatch, HttpRoute } from '../../model/route.ts';
import type { Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { takesEverything } from '../destinations.ts';
import { list, printMatch } from '../words.ts';
import { Taken } from './taken.ts';

const EVERYTHING: HttpMatch = { headers: [], query: [] };

/** A route, and the places where it stands (a port; a listener and host): earlier routes may take its requests there. */
interface Placed {
  readonly places: readonly string[];
  readonly route: HttpRoute;
  readonly span: Span;
}

/** No route, and no match of a route, stands below others that take all of its requests. */
export const shadowedRoute: Check = {
  codes: ['MW2010'],
  *run({ focus }) {
    for (const service of focus.services) if (service.routes.length > 1) yield* shadowed(routesOf(service));
    for (const gateway of focus.gateways) yield* shadowed(gatewayRoutesOf(gateway));
  },
};

/** A route without a port is on all of them: on those that some route names, and on the others, which are alike. */
function routesOf({ routes }: Service): Placed[] {
  const http = routes.filter((route) => route.kind === 'http');
  const named = new Set(http.flatMap(({ port }) => port ?? []));
  const all = [...named, 'others'].map(String);
  return http.map((route) => ({
    places: route.port === undefined ? all : [String(route.port)],
    route,
    span: route.span,
  }));
}

function gatewayRoutesOf({ routes }: Gateway): Placed[] {
  const http = routes.filter((route): route is GatewayHttpRoute => route.kind === 'http');
  return http.map(({ listeners, hosts, route, span }) => {
    const places = listeners.flatMap((listener) => hosts.map((host) => `${listener} ${host}`));
    return { places, route, span };
  });
}

function* shadowed(routes: readonly Placed[]): Generator<Diagnostic> {
  const taken = new Map<string, Taken<Placed>>();
  for (const placed of routes) {
    const matches = placed.route.matches.length > 0 ? placed.route.matches : [EVERYTHING];
    const dead = matches
      .map((match) => ({ match, takers: takersOf(match, placed.places, taken) }))
      .filter(({ takers }) => takers.length > 0);
    if (dead.length > 0) yield finding(placed, dead, dead.length === matches.length);
    for (const place of placed.places) {
      const here = taken.get(place) ?? new Taken<Placed>();
      taken.set(place, here);
      for (const match of matches) here.add(match, placed);
    }
  }
}

/** The routes that take all of a match in every place where it stands; none when in one place something is left. */
function takersOf(match: HttpMatch, places: readonly string[], taken: ReadonlyMap<string, Taken<Placed>>): Placed[] {
  const takers = new Set<Placed>();
  for (const place of places) {
    const here = taken.get(place)?.takers(match);
    if (here === undefined || here.size === 0) return [];
    for (const placed of here) takers.add(placed);
  }
  return [...takers];
}

function finding(
  { route, span }: Placed,
  dead: readonly { readonly match: HttpMatch; readonly takers: readonly Placed[] }[],
  all: boolean,
): Diagnostic {
  const takers = [...new Set(dead.flatMap((one) => one.takers))];
  const what = all
    ? `route \`${route.name}\``
    : `${list(dead.map(({ match }) => printMatch(match)))} of route \`${route.name}\``;
  const by = list(takers.map((taker) => taker.route.name));
  const everything = takers.some((taker) => takesEverything(taker.route));
  const how = everything ? 'takes every request' : all ? 'takes all of its requests' : 'takes all of these requests';
  const verb = takers.length > 1 ? how.replace('takes', 'take') : how;
  return warning('MW2010', `${what} can never match: ${by} above it ${verb}`, {
    span,
    related: takers.map((taker) => ({ span: taker.span, note: `\`${taker.route.name}\` comes first` })),
    help: `move \`${route.name}\` above ${by}, or remove it`,
  });
}
