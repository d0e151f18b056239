import { within } from '../../base/span.ts';
import { warning } from '../../diag/diagnostic.ts';
import type { ServiceKey } from '../../model/ids.ts';
import type { HttpRoute, TcpRoute, WeightedDestination } from '../../model/route.ts';
import { isHttp, type Service, type ServicePort } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { derived } from '../derived.ts';
import { routesIn, takesEverything } from '../destinations.ts';

/** Where routes decide which versions get requests, every version gets some. */
export const unreachableVersion: Check = {
  codes: ['MW2011'],
  *run(lookup) {
    for (const service of lookup.focus.services) {
      if (service.versions.length === 0 || !routesDecide(service) || reachesAll(service)) continue;
      const versions = reachedVersions(lookup).get(service.key);
      if (versions?.has(undefined)) continue;
      for (const { name } of service.versions) {
        if (versions?.has(name)) continue;
        const zero = namesIt(service, name);
        yield warning('MW2011', `no request reaches version \`${name}\` of \`${service.name}\``, {
          span: within(service.span, 1, 'versions', name),
          label: zero
            ? 'its weight is 0 wherever a route names it'
            : 'no route names it, and the routes take every request',
          related: service.routes.slice(0, 1).map(({ span }) => ({ span, note: 'the routes begin here' })),
          help: `give \`${name}\` a weight in a route, or remove the version`,
        });
      }
    }
  },
};

/** Whether a service's own routes reach each of its versions, whatever others do. */
function reachesAll({ key, routes, versions }: Service): boolean {
  const isReached = (name: string) => (route: HttpRoute | TcpRoute) =>
    destinationsOf(route).some(({ service, version, weight }) => version === name && service === key && weight > 0);
  return versions.every(({ name }) => routes.some(isReached(name)));
}

/** The versions that some route reaches; `undefined` among them when a route reaches all. */
const reachedVersions = derived(({ mesh }): ReadonlyMap<ServiceKey, ReadonlySet<string | undefined>> => {
  const reached = new Map<ServiceKey, Set<string | undefined>>();
  const add = ({ service, version }: Pick<WeightedDestination, 'service' | 'version'>) => {
    const versions = reached.get(service);
    if (versions) versions.add(version);
    else reached.set(service, new Set([version]));
  };
  for (const { to, mirror } of routesIn({ focus: mesh })) {
    for (const destination of to) if (destination.weight > 0) add(destination);
    if (mirror && mirror.percentage > 0) add(mirror);
  }
  return reached;
});

/** Whether no request passes a service's routes by: what none of them takes goes to any version. */
function routesDecide(service: Service): boolean {
  return service.routes.length > 0 && service.ports.every((port) => taken(service, port));
}

function taken({ routes }: Service, { port, protocol }: ServicePort): boolean {
  return routes.some((route) => {
    if (route.port !== undefined && route.port !== port) return false;
    return isHttp(protocol) ? route.kind === 'http' && takesEverything(route) : route.kind === 'tcp';
  });
}

function namesIt({ routes }: Service, version: string): boolean {
  return routes.flatMap(destinationsOf).some((destination) => destination.version === version);
}

function destinationsOf(route: HttpRoute | TcpRoute): readonly WeightedDestination[] {
  if (route.kind === 'tcp') return route.to;
  return route.action.kind === 'forward' ? route.action.to : [];
}
