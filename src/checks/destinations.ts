import type { Span } from '../base/span.ts';
import type { Gateway } from '../model/gateway.ts';
import type { Focus, Lookup } from '../model/lookup.ts';
import type { HttpRoute, Mirror, TcpRoute, WeightedDestination } from '../model/route.ts';
import type { Service } from '../model/service.ts';

/** A route of a service or a gateway, whatever it carries. */
export interface AnyRoute {
  readonly owner: Service | Gateway;
  readonly name: string;
  /** Present for HTTP. */
  readonly http?: HttpRoute;
  readonly to: readonly WeightedDestination[];
  readonly mirror?: Mirror;
  readonly span: Span;
}

const known = new WeakMap<Focus, readonly AnyRoute[]>();

/** Every route of what is asked about: those of services, then those of gateways. */
export function routesIn({ focus }: Pick<Lookup, 'focus'>): readonly AnyRoute[] {
  const found = known.get(focus) ?? [...eachRoute(focus)];
  known.set(focus, found);
  return found;
}

function* eachRoute({ services, gateways }: Focus): Generator<AnyRoute> {
  for (const service of services) for (const route of service.routes) yield anyRoute(service, route, route.span);
  for (const gateway of gateways) {
    for (const route of gateway.routes) {
      if (route.kind === 'http') yield anyRoute(gateway, route.route, route.span);
      else yield { owner: gateway, name: route.name, to: route.to, span: route.span };
    }
  }
}

function anyRoute(owner: Service | Gateway, route: HttpRoute | TcpRoute, span: Span): AnyRoute {
  if (route.kind === 'tcp') return { owner, name: route.name, to: route.to, span };
  const to = route.action.kind === 'forward' ? route.action.to : [];
  return { owner, name: route.name, http: route, to, ...(route.mirror && { mirror: route.mirror }), span };
}

/** Whether a route takes every HTTP request that comes to it. */
export function takesEverything(route: HttpRoute): boolean {
  return (
    route.matches.length === 0 ||
    route.matches.some(
      ({ path, methods, headers, query }) =>
        (path === undefined || (path.kind === 'prefix' && path.value === '/')) &&
        methods === undefined &&
        headers.length === 0 &&
        query.length === 0,
    )
  );
}
