import type { Mesh } from './mesh.ts';
import type { HttpRoute } from './route.ts';

/** The same mesh, with each HTTP route of its services and gateways made another. */
export function withHttpRoutes(mesh: Mesh, change: (route: HttpRoute) => HttpRoute): Mesh {
  return {
    ...mesh,
    services: mesh.services.map((service) => ({
      ...service,
      routes: service.routes.map((route) => (route.kind === 'http' ? change(route) : route)),
    })),
    gateways: mesh.gateways.map((gateway) => ({
      ...gateway,
      routes: gateway.routes.map((route) => (route.kind === 'http' ? { ...route, route: change(route.route) } : route)),
    })),
  };
}
