import { within } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { HttpRoute, TcpRoute } from '../../model/route.ts';
import { isHttp, type Service, type ServicePort } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { allRoutes } from '../destinations.ts';
import { list } from '../words.ts';

/** Routes stand on ports that carry what they are for, and send it to ports that take it. */
export const routeProtocol: Check = {
  codes: ['MW2014'],
  *run(lookup) {
    for (const service of lookup.mesh.services) {
      for (const route of service.routes) yield* wrongPorts(service, route);
    }
    yield* wrongDestinations(lookup);
  },
};

function* wrongPorts(service: Service, route: HttpRoute | TcpRoute): Generator<Diagnostic> {
  const ports = service.ports.filter(({ port }) => route.port === undefined || route.port === port);
  if (ports.length === 0 || ports.some((port) => isHttp(port.protocol) === (route.kind === 'http'))) return;
  const carried = `${list(ports.map(({ name }) => name))} of \`${service.name}\` carr${ports.length === 1 ? 'ies' : 'y'}`;
  const which = ports.length === 1 ? 'port' : 'ports';
  const message =
    route.kind === 'http'
      ? `route \`${route.name}\` is for HTTP requests, and ${which} ${carried} ${protocolsOf(ports)}`
      : `route \`${route.name}\` is for TCP connections, and ${which} ${carried} HTTP`;
  yield error('MW2014', message, {
    span: route.port === undefined ? route.span : within(route.span, 'port'),
    note: 'the proxy would ignore the route',
    help: route.kind === 'http' ? 'declare the port as `http`, or leave out what only HTTP has' : 'leave the route out',
  });
}

function protocolsOf(ports: readonly ServicePort[]): string {
  return [...new Set(ports.map(({ protocol }) => protocol.toUpperCase()))].join(', ');
}

function* wrongDestinations(lookup: Lookup): Generator<Diagnostic> {
  for (const { http, to, owner, name, span } of allRoutes(lookup)) {
    if (http === undefined) continue;
    for (const { service, port } of to) {
      // Its own ports are looked at where the route stands.
      if (service === owner.key) continue;
      const target = lookup.services.get(service)?.ports.find((each) => each.port === port);
      // HTTP over TLS that the client begins.
      if (target === undefined || isHttp(target.protocol) || target.protocol === 'https') continue;
      const carries = target.protocol.toUpperCase();
      yield error(
        'MW2014',
        `route \`${name}\` sends HTTP requests to port \`${target.name}\` of \`${service}\`, which carries ${carries}`,
        {
          span,
          help: 'name a port that carries HTTP, or declare the port as `http`',
        },
      );
    }
  }
}
