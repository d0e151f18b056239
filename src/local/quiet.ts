import { type Lookup, lookup } from '../model/lookup.ts';
import type { HttpRoute } from '../model/route.ts';

/** A mesh as far as it decides about access: what is reported elsewhere, counted, delayed or failed on purpose is left out. */
export function quiet({ mesh }: Lookup): Lookup {
  const { tracing: _, accessLogs: __, ...rest } = mesh;
  return lookup({
    ...rest,
    rateLimits: [],
    services: mesh.services.map((service) => ({
      ...service,
      routes: service.routes.map((route) => (route.kind === 'http' ? calm(route) : route)),
    })),
    gateways: mesh.gateways.map((gateway) => ({
      ...gateway,
      routes: gateway.routes.map((route) => (route.kind === 'http' ? { ...route, route: calm(route.route) } : route)),
    })),
  });
}

function calm(route: HttpRoute): HttpRoute {
  const { fault: _, mirror: __, rateLimit: ___, ...rest } = route;
  return rest;
}
