import { invariant } from '../../../base/absurd.ts';
import { isNonEmpty } from '../../../base/nonempty.ts';
import type { HttpRouteSpec, TcpRouteSpec } from '../../../manifest/kinds/istio-networking.ts';
import { virtualService } from '../../../manifest/kinds/istio-networking.ts';
import type { Emitted } from '../../../manifest/manifest.ts';
import type { HttpRoute, TcpRoute } from '../../../model/route.ts';
import { isHttp, type Service } from '../../../model/service.ts';
import type { Context } from '../context.ts';
import { lowerDestinations, lowerHttpRoute } from './http-route.ts';
import { refusingRoute } from './refusal.ts';

/** The routes of services, as the proxies of their callers take them. */
export function serviceRoutes(context: Context): readonly Emitted[] {
  const routed = context.lookup.focus.services.filter(({ routes }) => routes.length > 0);
  return routed.map((service) => lowerService(service, context));
}

function lowerService(service: Service, context: Context): Emitted {
  const { name, namespace, hostname, routes } = service;
  const http = lowerHttp(service, context);
  const tcp = routes.flatMap((route) => (route.kind === 'tcp' ? [lowerTcp(route, service, context)] : []));
  const spans = routes.map((route) => route.span);
  invariant(isNonEmpty(spans), 'a service with routes has one');
  return {
    manifest: virtualService(
      { name, namespace },
      // The full name: Istio would complete a short one by the namespace, and it is nobody else's.
      { hosts: [hostname], ...(http.length > 0 && { http }), ...(tcp.length > 0 && { tcp }) },
    ),
    spans,
  };
}

/**
 * Routes say what is different for some requests. Istio answers 404 to a request that none of them matches, so what they
 * leave goes on as it would without them.
 */
function lowerHttp(service: Service, context: Context): readonly HttpRouteSpec[] {
  const routes = service.routes.filter((route): route is HttpRoute => route.kind === 'http');
  if (routes.length === 0) return [];
  const each = routes.map((route) => lowerHttpRoute(route, limitedTo(route, service), context));
  const lowered = each.length === 1 ? each[0]! : each.flat();
  const complete = lowered.some(({ match }) => !match);
  return complete ? lowered : [...lowered, { name: 'default', route: [{ destination: { host: service.hostname } }] }];
}

/** A port is only said where there is another that the route could be taken on. */
function limitedTo({ port }: HttpRoute, { ports }: Service): readonly number[] | undefined {
  if (port === undefined) return undefined;
  return ports.some((other) => other.port !== port && isHttp(other.protocol)) ? [port] : undefined;
}

function lowerTcp(route: TcpRoute, service: Service, context: Context): TcpRouteSpec {
  const tls = service.ports.find(
    ({ port, protocol }) => (protocol === 'tls' || protocol === 'https') && (route.port ?? port) === port,
  );
  if (tls) {
    refusingRoute(route.span, context.gap)(
      'MW3217',
      `port \`${tls.name}\` of \`${service.name}\` is \`${tls.protocol}\`: Istio routes it by the server name that clients ask for`,
      'declare the port as `tcp`, or leave the route out',
    );
  }
  return {
    ...(route.port !== undefined && { match: [{ port: route.port }] }),
    route: lowerDestinations(route.to, context.lookup),
  };
}
