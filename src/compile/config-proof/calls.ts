import { destinations } from '../../access/routing/entries.ts';
import { serviceEntries } from '../../access/routing/meaning.ts';
import { canonicalJson } from '../../base/json.ts';
import type { ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { TcpRoute } from '../../model/route.ts';
import { isHttp, type Service } from '../../model/service.ts';
import type { Terms } from './terms.ts';

/** What has to come of what a service asks for. */
export interface Calls {
  /** The authorities by which a caller reaches the services that it calls, and `namespace/service:port` of those that carry bytes. */
  readonly needed: (caller: Service) => { readonly authorities: readonly string[]; readonly bytes: readonly string[] };
  /** Where a request with this authority goes; undefined where no service has that name. */
  readonly authority: (asked: string, caller: Service) => string | undefined;
  readonly bytes: (place: string) => string | undefined;
}

export function callsOf(lookup: Lookup, terms: Terms): Calls {
  const hosts = new Map(lookup.mesh.services.map((service) => [service.hostname, service]));
  const known = new Map<string, string>();
  return { needed, authority, bytes };

  function needed({ key, namespace }: Service) {
    const called = new Set((lookup.callsFrom.get(key) ?? []).map(({ to }) => to));
    const services = [...called].map((one) => lookup.services.get(one)!);
    return {
      authorities: services.flatMap((one) => authoritiesOf(one, namespace)),
      bytes: services.flatMap((one) =>
        one.ports.filter((port) => !isHttp(port.protocol)).map(({ port }) => `${one.key}:${port}`),
      ),
    };
  }

  function authority(asked: string, caller: Service): string | undefined {
    const [, host = asked, said] = /^(.*?)(?::(\d+))?$/.exec(asked) ?? [];
    const service = named(host, caller);
    const port = said === undefined ? service && usualPort(service) : Number(said);
    const found = service?.ports.find((one) => one.port === port && isHttp(one.protocol));
    if (!service || !found) return undefined;
    return remembered(`${service.key}:${found.port}`, () =>
      terms.routes(serviceEntries(service, found.port, lookup), found.port),
    );
  }

  /** As DNS has it in a namespace. */
  function named(host: string, { namespace }: Service): Service | undefined {
    const [name, own = namespace, svc, ...rest] = host.split('.');
    const short = (svc === undefined || svc === 'svc') && rest.length === 0;
    return hosts.get(host) ?? (short ? lookup.services.get(`${own}/${name}` as ServiceKey) : undefined);
  }

  function bytes(place: string): string | undefined {
    const [key, number] = place.split(':') as [ServiceKey, string];
    const service = lookup.services.get(key);
    const port = service?.ports.find((one) => String(one.port) === number && !isHttp(one.protocol))?.port;
    if (!service || port === undefined) return undefined;
    const route = service.routes.find(
      (one): one is TcpRoute => one.kind === 'tcp' && (one.port === undefined || one.port === port),
    );
    const to = destinations(route?.to ?? [{ service: key, port, weight: 100 }], lookup);
    return canonicalJson(terms.destinations(to, port));
  }

  function remembered(key: string, make: () => string): string {
    const text = known.get(key) ?? make();
    known.set(key, text);
    return text;
  }
}

/** Every name that a service has, with each port that carries requests, and without a port too. */
function authoritiesOf(service: Service, from: string): readonly string[] {
  const { name, namespace, hostname, ports } = service;
  const http = ports.filter(({ protocol }) => isHttp(protocol));
  const names = [...(namespace === from ? [name] : []), `${name}.${namespace}`, `${name}.${namespace}.svc`, hostname];
  return names.flatMap((one) => [...(http.length > 0 ? [one] : []), ...http.map(({ port }) => `${one}:${port}`)]);
}

/** Without a port, 80 is meant, or else the first that carries requests. */
function usualPort({ ports }: Service): number | undefined {
  const http = ports.filter(({ protocol }) => isHttp(protocol));
  return (http.find(({ port }) => port === 80) ?? http[0])?.port;
}
