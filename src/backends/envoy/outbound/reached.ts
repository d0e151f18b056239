import { compareStrings } from '../../../base/order.ts';
import type { ServiceKey } from '../../../model/ids.ts';
import type { HttpRoute, TcpRoute, WeightedDestination } from '../../../model/route.ts';
import { isHttp, type Service, type ServicePort } from '../../../model/service.ts';
import { serviceCluster } from '../clusters/names.ts';
import type { Upstream } from '../clusters/service.ts';
import type { Context } from '../context.ts';
import { portOf } from '../routes/action.ts';
import { takesAll } from '../routes/http-route.ts';

/** The services that a service calls; with `scope: 'mesh'`, all but itself. */
export function calledBy({ key }: Service, { lookup, placement }: Context): readonly Service[] {
  if (placement.scope === 'mesh') return lookup.mesh.services.filter((service) => service.key !== key);
  const keys = new Set((lookup.callsFrom.get(key) ?? []).map(({ to }) => to));
  return [...keys].map((one) => lookup.services.get(one)!);
}

/** Where calls of services can end: at the services, and where their routes lead, in order of name. */
export function upstreamsOf(called: readonly Service[], context: Context): readonly Upstream[] {
  return unique(
    called.flatMap((service) => [
      ...service.ports.filter((port) => !isRouted(service, port)).map((port) => ({ service, port })),
      ...service.routes.flatMap((route) =>
        service.ports
          .filter(({ port }) => route.port === undefined || route.port === port)
          .flatMap(({ port }) => upstreamsOfRoute(route, port, context)),
      ),
    ]),
  );
}

/** Whether routes take all that comes to a port: then nothing goes to the service whatever its version. */
function isRouted({ routes }: Service, { port, protocol }: ServicePort): boolean {
  return (
    isHttp(protocol) &&
    routes.some(
      (route) => route.kind === 'http' && takesAll(route) && (route.port === undefined || route.port === port),
    )
  );
}

/** `asked`: the port that the client asked for, where it is the service's own to say. */
export function upstreamsOfRoute(
  route: HttpRoute | Pick<TcpRoute, 'to'>,
  asked: number | undefined,
  context: Context,
): readonly Upstream[] {
  return destinations(route).map((to) => {
    const service = context.lookup.services.get(to.service as ServiceKey)!;
    return { service, port: portOf(service, to.port ?? asked), version: to.version };
  });
}

function destinations(route: HttpRoute | Pick<TcpRoute, 'to'>): readonly Omit<WeightedDestination, 'weight'>[] {
  if ('to' in route) return route.to;
  const to = route.action.kind === 'forward' ? route.action.to : [];
  return route.mirror ? [...to, route.mirror] : to;
}

export function unique(upstreams: readonly Upstream[]): readonly Upstream[] {
  const named = new Map(upstreams.map((one) => [serviceCluster(one.service, one.port, one.version), one]));
  return [...named].sort(([a], [b]) => compareStrings(a, b)).map(([, one]) => one);
}
