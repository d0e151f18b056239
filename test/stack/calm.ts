import { type Lookup, lookup } from '../../src/model/lookup.ts';
import type { HttpRoute } from '../../src/model/route.ts';

/** The same mesh, of which no route holds requests back or answers them with faults: what may be asked stays what it was. */
export function calm({ mesh }: Lookup): Lookup {
  return lookup({
    ...mesh,
    services: mesh.services.map((service) => ({
      ...service,
      routes: service.routes.map((one) => (one.kind === 'http' ? calmHttp(one) : one)),
    })),
    gateways: mesh.gateways.map((gateway) => ({
      ...gateway,
      routes: gateway.routes.map((one) => (one.kind === 'http' ? { ...one, route: calmHttp(one.route) } : one)),
    })),
  });
}

const calmHttp = ({ fault: _, timeout: __, ...route }: HttpRoute): HttpRoute => route;
