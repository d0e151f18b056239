import { groupBy } from '../../base/order.ts';
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

/** One match of a route in one place (a port; a listener and host) where earlier routes may take its requests. */
interface Stage {
  readonly place: string;
  readonly route: HttpRoute;
  readonly span: Span;
}

/** No route, and no match of a route, stands below others that take all of its requests. */
export const shadowedRoute: Check = {
  codes: ['MW2010'],
  *run({ mesh }) {
    for (const service of mesh.services) if (service.routes.length > 0) yield* shadowed(serviceStages(service));
    for (const gateway of mesh.gateways) yield* shadowed(gatewayStages(gateway));
  },
};

/** A route without a port is in all of them; it is enough to look at the ports that some route names, and at one that none names. */
function serviceStages({ routes }: Service): Stage[] {
  const http = routes.filter((route) => route.kind === 'http');
  const ports = new Set(http.map(({ port }) => port).filter((port) => port !== undefined));
  const places = [...ports].map(String);
  return http.flatMap((route) => {
    const own = route.port === undefined ? [...places, 'other ports'] : [String(route.port)];
    return own.map((place) => ({ place, route, span: route.span }));
  });
}

function gatewayStages({ routes }: Gateway): Stage[] {
  const http = routes.filter((route): route is GatewayHttpRoute => route.kind === 'http');
  return http.flatMap(({ listeners, hosts, route, span }) =>
    listeners.flatMap((listener) => hosts.map((host) => ({ place: `${listener} ${host}`, route, span }))),
  );
}

function* shadowed(stages: readonly Stage[]): Generator<Diagnostic> {
  const taken = new Map<string, Taken<Stage>>();
  for (const [route, own] of groupBy(stages, (stage) => stage.route)) {
    const found = (route.matches.length > 0 ? route.matches : [EVERYTHING]).map((match) => ({
      match,
      takers: takersOf(match, own, taken),
    }));
    const dead = found.filter(({ takers }) => takers.length > 0);
    const span = own[0]?.span ?? route.span;
    if (dead.length > 0) yield finding(route, span, dead, dead.length === found.length);
    for (const stage of own) add(taken, stage);
  }
}

function add(taken: Map<string, Taken<Stage>>, stage: Stage): void {
  const here = taken.get(stage.place) ?? new Taken<Stage>();
  taken.set(stage.place, here);
  for (const match of stage.route.matches.length > 0 ? stage.route.matches : [EVERYTHING]) here.add(match, stage);
}

/** The routes that take all of a match in every place where it stands; none when in one place something is left. */
function takersOf(match: HttpMatch, own: readonly Stage[], taken: ReadonlyMap<string, Taken<Stage>>): Stage[] {
  const takers = new Map<HttpRoute, Stage>();
  for (const { place } of own) {
    const here = taken.get(place)?.takers(match);
    if (here === undefined || here.size === 0) return [];
    for (const stage of here) takers.set(stage.route, stage);
  }
  return [...takers.values()];
}

function finding(
  route: HttpRoute,
  span: Span,
  dead: readonly { readonly match: HttpMatch; readonly takers: readonly Stage[] }[],
  all: boolean,
): Diagnostic {
  const takers = [...new Map(dead.flatMap(({ takers }) => takers.map((taker) => [taker.route, taker]))).values()];
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
