import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { HttpRoute, WeightedDestination } from '../../model/route.ts';
import { isHttp, type Service, type ServicePort } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { routesIn } from '../destinations.ts';
import { list } from '../words.ts';

/** HTTP routes to other services end at ports that take HTTP, and it is clear at which. */
export const destinationPort: Check = {
  codes: ['MW2014', 'MW2017'],
  *run(mesh) {
    for (const { http, to, owner, span } of routesIn(mesh)) {
      if (http === undefined) continue;
      for (const destination of to) {
        const target = mesh.services.get(destination.service);
        // Its own ports are looked at where the route is read.
        if (target === undefined || target === owner) continue;
        const asked = 'ports' in owner ? askedPorts(owner, http) : [];
        const finding = wrongPort(http, destination, target, asked);
        if (finding) yield { ...finding, span };
      }
    }
  },
};

/** The ports of a service that an HTTP route is for. */
function askedPorts({ ports }: Service, route: HttpRoute): readonly number[] {
  if (route.port !== undefined) return [route.port];
  return ports.filter(({ protocol }) => isHttp(protocol)).map(({ port }) => port);
}

function wrongPort(
  route: HttpRoute,
  destination: WeightedDestination,
  target: Service,
  asked: readonly number[],
): Diagnostic | undefined {
  const open = destination.port === undefined && target.ports.length > 1;
  const missing = open ? asked.find((port) => target.ports.every((each) => each.port !== port)) : undefined;
  if (missing !== undefined) return unclear(route, target, missing);
  const reached = open ? asked : [destination.port ?? target.ports[0].port];
  const port = target.ports.find((each) => reached.includes(each.port) && !takesHttp(each));
  return port && otherProtocol(route, target, port);
}

/** HTTPS is HTTP over TLS that the client begins. */
function takesHttp({ protocol }: ServicePort): boolean {
  return isHttp(protocol) || protocol === 'https';
}

function unclear({ name }: HttpRoute, target: Service, port: number): Diagnostic {
  const message = `route \`${name}\` says no port of \`${target.name}\`, which has none with the number ${port}`;
  return error('MW2017', message, { help: `name one of its ports: ${list(target.ports.map((each) => each.name))}` });
}

function otherProtocol({ name }: HttpRoute, target: Service, port: ServicePort): Diagnostic {
  const carries = port.protocol.toUpperCase();
  const message = `route \`${name}\` sends HTTP requests to port \`${port.name}\` of \`${target.name}\`, which carries ${carries}`;
  return error('MW2014', message, { help: 'name a port that carries HTTP, or declare the port as `http`' });
}
