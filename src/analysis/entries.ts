import type { AccessSet } from '../access/access-set.ts';
import { requestFormula } from '../access/conditions.ts';
import type { Destination } from '../access/destination.ts';
import { ALL, and, type Formula, not, or } from '../access/formula.ts';
import { destinationsOf } from '../access/meaning.ts';
import { commonHosts } from '../access/routing/table.ts';
import type { Gateway, GatewayHttpRoute, GatewayRoute } from '../model/gateway.ts';
import type { ServiceKey } from '../model/ids.ts';
import type { RequestMatch } from '../model/match.ts';
import type { HttpMatch } from '../model/route.ts';
import { callersFormula, firstAdmitted, type Search, somethingAdmitted } from './reach.ts';

/** A way in: what a gateway admits and routes to a service, and what of it the service admits from the gateway. */
export interface Entry {
  readonly gateway: Gateway;
  readonly service: ServiceKey;
  readonly atGateway: AccessSet | 'unknown';
  readonly atService: AccessSet | 'unknown';
}

/** Every way in from outside, where both the gateway and the service admit something that the route takes. */
export function entriesFromOutside(search: Search): readonly Entry[] {
  const { lookup, byHand } = search;
  if (lookup.mesh.gateways.length === 0) return [];
  const destinations = new Map(destinationsOf(lookup).map((one) => [one.key, one]));
  return lookup.mesh.gateways.flatMap((gateway) => {
    const key = `gateway ${gateway.key}`;
    const at = byHand.get(key)?.destinations ?? [destinations.get(key)!];
    return gateway.routes.flatMap((route) => entriesOf(route, gateway, at, search));
  });
}

function entriesOf(
  route: GatewayRoute,
  gateway: Gateway,
  destinations: readonly Destination[],
  search: Search,
): readonly Entry[] {
  const taken = takenBy(route, gateway);
  const atGateway = firstAdmitted(taken, destinations, search.store);
  if (!atGateway) return [];
  const { identity } = gateway.workload;
  const of = { kind: 'gateway', gateway: gateway.key } as const;
  const onward = and(callersFormula([{ kind: 'workload', identity, of }], search.lookup), passedOn(route, taken));
  return servicesOf(route).flatMap((service) => {
    const atService = somethingAdmitted(onward, service, search);
    return atService ? [{ gateway, service, atGateway, atService }] : [];
  });
}

function servicesOf(route: GatewayRoute): readonly ServiceKey[] {
  if (route.kind !== 'http') return route.to.map(({ service }) => service);
  const { action } = route.route;
  return action.kind === 'forward' ? action.to.map(({ service }) => service) : [];
}

/** The requests that come to a route: those that it matches and no route before it does for sure. */
export function takenBy(route: GatewayRoute, gateway: Gateway): Formula {
  if (route.kind !== 'http') return ALL;
  const before = gateway.routes
    .slice(0, gateway.routes.indexOf(route))
    .filter((one): one is GatewayHttpRoute => one.kind === 'http')
    .filter((one) => route.listeners.every((listener) => one.listeners.includes(listener)))
    .filter((one) => commonHosts(one.hosts, route.hosts).length > 0);
  return and(matched(route, gateway), not(or(...before.map((one) => matched(one, gateway, isCertain)))));
}

/** A query is no dimension of a request here: whether one fits is left open. */
function isCertain({ query }: HttpMatch): boolean {
  return query.length === 0;
}

function matched(
  { hosts, route: { matches } }: GatewayHttpRoute,
  { listeners }: Gateway,
  counts: (match: HttpMatch) => boolean = () => true,
): Formula {
  const ports = listeners.map(({ port }) => port);
  const all = matches.length === 0 ? [{ headers: [], query: [] }] : matches.filter(counts);
  return or(...all.map((match) => requestFormula(asRequest(match, hosts), ports)));
}

function asRequest({ path, methods, headers }: HttpMatch, hosts: GatewayHttpRoute['hosts']): RequestMatch {
  return { hosts, headers, ...(path && { paths: [path] }), ...(methods && { methods }) };
}

/** What is still known of a request after the route: where it is rewritten or its headers change, nothing. */
export function passedOn(route: GatewayRoute, taken: Formula): Formula {
  if (route.kind !== 'http') return ALL;
  const { rewrite, requestHeaders } = route.route;
  return rewrite || requestHeaders ? ALL : taken;
}
