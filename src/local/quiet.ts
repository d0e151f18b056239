import { withHttpRoutes } from '../model/http-routes.ts';
import { type Lookup, lookup } from '../model/lookup.ts';
import type { HttpRoute } from '../model/route.ts';

/** A mesh as far as it decides about access: what is reported elsewhere, counted, delayed or failed on purpose is left out. */
export function quiet({ mesh }: Lookup): Lookup {
  const { tracing: _, accessLogs: __, ...rest } = mesh;
  return lookup(withHttpRoutes({ ...rest, rateLimits: [] }, calm));
}

/** What a mesh says that is left out of it, in words: whoever sees it run has to know. */
export function leftOut({ mesh }: Lookup): readonly string[] {
  const routes = [
    ...mesh.services.flatMap((service) => service.routes),
    ...mesh.gateways.flatMap((gateway) => gateway.routes.map((one) => (one.kind === 'http' ? one.route : undefined))),
  ].flatMap((route) => (route?.kind === 'http' ? [route] : []));
  const said: readonly (readonly [string, boolean])[] = [
    ['rate limits', mesh.rateLimits.length > 0 || routes.some(({ rateLimit }) => rateLimit !== undefined)],
    ['faults', routes.some(({ fault }) => fault !== undefined)],
    ['mirrors', routes.some(({ mirror }) => mirror !== undefined)],
    ['traces', mesh.tracing !== undefined],
    ['access logs', mesh.accessLogs !== undefined],
  ];
  return said.flatMap(([words, is]) => (is ? [words] : []));
}

function calm(route: HttpRoute): HttpRoute {
  const { fault: _, mirror: __, rateLimit: ___, ...rest } = route;
  return rest;
}
