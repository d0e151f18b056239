import type { JsonObject } from '../../../base/json.ts';
import type { HttpRoute } from '../../../model/route.ts';
import type { Service, ServicePort } from '../../../model/service.ts';
import type { Context } from '../context.ts';
import { forwardTo } from '../routes/action.ts';
import { longestBody, routeConfiguration } from '../routes/configuration.ts';
import { httpRoutes, takesAll } from '../routes/http-route.ts';
import { OUTBOUND, portsOf } from './listener.ts';

/** Where a service's HTTP goes, by host. A host that it does not call is not there: 404. */
export function outboundRoutes(
  caller: Service,
  called: readonly Service[],
  context: Context,
): JsonObject & { readonly name: string } {
  const hosts = called.flatMap((service) =>
    portsOf(service).http.map((port) => virtualHost(caller, service, port, context)),
  );
  return routeConfiguration(OUTBOUND, hosts, longestBody(called.flatMap(({ routes }) => routes.filter(isHttpRoute))));
}

function virtualHost(caller: Service, service: Service, port: ServicePort, context: Context): JsonObject {
  return {
    name: `${service.key}:${port.port}`,
    domains: domains(caller, service, port),
    routes: serviceRoutes(service, port, context),
  };
}

/** What no route takes goes on to the service itself. */
export function serviceRoutes(service: Service, port: ServicePort, context: Context): readonly JsonObject[] {
  const routes = service.routes.filter(isHttpRoute).filter((one) => one.port === undefined || one.port === port.port);
  const lowered = routes.flatMap((route) => httpRoutes(route, port.port, context));
  if (routes.some(takesAll)) return lowered;
  return [...lowered, { name: 'default', match: { prefix: '/' }, route: forwardTo(service, port) }];
}

export function isHttpRoute(route: { readonly kind: string }): route is HttpRoute {
  return route.kind === 'http';
}

/** A service by every name that Kubernetes has for it, with the port; without, for port 80 or the first that carries requests. */
function domains(caller: Service, service: Service, port: ServicePort): readonly string[] {
  const { name, namespace, hostname } = service;
  const names = [
    ...(caller.namespace === namespace ? [name] : []),
    `${name}.${namespace}`,
    `${name}.${namespace}.svc`,
    hostname,
  ];
  const { http } = portsOf(service);
  const usual = (http.find((one) => one.port === 80) ?? http[0])?.port === port.port;
  const unique = [...new Set(names)];
  return unique.flatMap((one) => (usual ? [one, `${one}:${port.port}`] : [`${one}:${port.port}`]));
}
