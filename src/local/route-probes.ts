import type { Door, Probe } from '../analysis/probes.ts';
import type { GatewayHttpRoute } from '../model/gateway.ts';
import type { Lookup } from '../model/lookup.ts';
import type { PathMatch } from '../model/match.ts';
import { LOOPBACK } from './ports.ts';

/** Requests that the routes of a gateway take, and some that just miss them. */
export function routeProbes({ destination, port }: Door, hosts: readonly string[], model: Lookup): readonly Probe[] {
  if (destination.proxy !== 'gateway' || !port.http) return [];
  const gateway = model.gateways.get(destination.key.split(' ')[1] as `${string}/${string}`);
  const routes = (gateway?.routes ?? []).filter((route): route is GatewayHttpRoute => route.kind === 'http');
  const asked = routes.flatMap(({ route, span }) =>
    (route.matches.length > 0 ? route.matches : [undefined]).flatMap((match) =>
      pathsNear(match?.path).flatMap((path) =>
        hosts.map((host) => ({ method: match?.methods?.[0] ?? 'GET', path, host, headers: {}, span })),
      ),
    ),
  );
  const unique = [...new Map(asked.map((one) => [JSON.stringify([one.method, one.path, one.host]), one])).values()];
  return unique.map(({ span, ...http }) => ({
    request: {
      sourceIp: LOOPBACK,
      remoteIp: LOOPBACK,
      destinationIp: LOOPBACK,
      port: port.port,
      sni: '',
      http,
    },
    why: 'what its routes take',
    rule: span,
  }));
}

function pathsNear(path: PathMatch | undefined): readonly string[] {
  if (path === undefined) return ['/', '/x'];
  const { kind, value } = path;
  switch (kind) {
    case 'exact':
      return [value, `${value}x`];
    case 'prefix':
      return value.endsWith('/') ? [value, `${value}x`] : [value, `${value}/x`, `${value}x`];
    case 'suffix':
      return [value.startsWith('/') ? `/x${value}` : `/x${value}`];
    case 'template':
      return [value.replaceAll('{*}', 'x').replaceAll('{**}', 'x/x')];
    case 'regex':
      return [];
  }
}
