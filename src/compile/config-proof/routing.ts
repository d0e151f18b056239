import type { Destination } from '../../access/destination.ts';
import { sharing } from '../../access/meaning.ts';
import { routesOf, type Said } from '../../access/routing/table.ts';
import type { ProxyRouting } from '../../backends/envoy/read/index.ts';
import type { GatewayKey, ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';
import { type Calls, callsOf } from './calls.ts';
import { doorsOf } from './doors.ts';
import { termsFor } from './terms.ts';
import { keysOf, transportsOf } from './transports.ts';

/** Where a proxy sends something else than the policies say; what one of them does not know is absent. */
export interface Astray {
  readonly what: string;
  readonly meant?: string;
  readonly found?: Said;
}

/** Compares where proxies send what comes to them with where the policies say. */
export function astray(lookup: Lookup, meant: readonly Destination[]): (routing: ProxyRouting) => readonly Astray[] {
  const terms = termsFor(lookup);
  const calls = callsOf(lookup, terms);
  const destinations = new Map(meant.map((one) => [one.key, one]));
  return (routing) => {
    const { kind, namespace, name } = routing.proxy;
    const service = kind === 'service' ? lookup.services.get(`${namespace}/${name}` as ServiceKey) : undefined;
    const gateway = kind === 'gateway' ? lookup.gateways.get(`${namespace}/${name}` as GatewayKey) : undefined;
    const own = service?.identity ?? gateway?.workload.identity;
    if (!own) return [{ what: `${kind} ${namespace}/${name}` }];
    const found = [
      ...(service ? callsAstray(routing, service, calls) : []),
      ...(gateway ? doorsAstray(routing, doorsOf(sharing(gateway, lookup), lookup, terms)) : []),
      ...anyOf(routing.transports, (cluster) => transportsOf(cluster, own, lookup, destinations)),
      ...anyOf(routing.keys, (issuer) => keysOf(issuer, lookup)),
    ];
    return found.map((one) => ({ ...one, what: `${kind} ${namespace}/${name}: ${one.what}` }));
  };
}

/** What is called has to be there, and whatever is there has to be right: a proxy may know services that nobody calls. */
function callsAstray({ requests, bytes }: ProxyRouting, caller: Service, calls: Calls): readonly Astray[] {
  const needed = calls.needed(caller);
  return [
    ...differing(union(needed.authorities, requests), requests, (asked) => calls.authority(asked, caller)),
    ...differing(union(needed.bytes, bytes), bytes, calls.bytes),
  ];
}

function union(needed: readonly string[], found: ReadonlyMap<string, Said>): readonly string[] {
  return [...new Set([...needed, ...found.keys()])];
}

function differing(
  keys: readonly string[],
  found: ReadonlyMap<string, Said>,
  meant: (key: string) => string | undefined,
): readonly Astray[] {
  return keys.flatMap((what) => difference(what, meant(what), found.get(what)));
}

function difference(what: string, meant: string | undefined, found: Said | undefined): readonly Astray[] {
  if (meant === found?.text) return [];
  return [{ what, ...(meant !== undefined && { meant }), ...(found && { found }) }];
}

function doorsAstray({ doors }: ProxyRouting, meant: ReturnType<typeof doorsOf>): readonly Astray[] {
  return [...new Set([...meant.keys(), ...doors.keys()])].flatMap((door) => {
    const [wanted, there] = [meant.get(door) ?? new Map<string, string>(), doors.get(door) ?? new Map<string, Said>()];
    const said = new Map([...wanted].map(([host, text]): [string, Said] => [host, { text, source: '' }]));
    const hosts = [...new Set([...wanted.keys(), ...there.keys()])];
    return hosts.flatMap((host) => difference(`${door} ${host}`, routesOf(said, host)?.text, routesOf(there, host)));
  });
}

function anyOf(
  found: ReadonlyMap<string, Said>,
  meant: (key: string) => readonly string[] | undefined,
): readonly Astray[] {
  return [...found].flatMap(([what, one]) => {
    const ways = meant(what) ?? [];
    return ways.includes(one.text) ? [] : difference(what, ways[0], one);
  });
}
