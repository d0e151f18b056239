import { printEntries, type RouteEntry, type Said } from '../../../../access/routing/table.ts';
import { certificatesOf } from '../certificates.ts';
import { matchOf } from '../chain.ts';
import { isManager, readManager } from '../manager.ts';
import { extensionOf, flag, inner, list, type Message, needed, only, refuse } from '../message.ts';
import { type ProxyResources, routesOf } from '../resources.ts';
import { sentOn } from './bytes.ts';
import { said } from './said.ts';
import { around, hostTable } from './table.ts';
import { clustersOf } from './upstream.ts';

type Doors = ReadonlyMap<string, ReadonlyMap<string, Said>>;

/** What comes in at a gateway, and where it goes: by port and, in TLS, by the names that are asked for. */
export function doorsOf(resources: ProxyResources): Doors {
  const doors = new Map<string, Map<string, Said>>();
  for (const listener of resources.listeners)
    for (const chain of list(listener, 'filter_chains')) {
      const [key, table] = doorOf(chain, listener, resources);
      const known = doors.get(key) ?? new Map<string, Said>();
      for (const [name, one] of table) {
        if (known.has(name)) return refuse(chain, `what asks for \`${name}\` is told twice where it goes`);
        known.set(name, one);
      }
      doors.set(key, known);
    }
  return doors;
}

function doorOf(
  chain: Message,
  listener: Message,
  resources: ProxyResources,
): readonly [string, ReadonlyMap<string, Said>] {
  const address = needed(needed(listener, 'address'), 'socket_address');
  const port = String(address.value['port_value']);
  const { transport, names } = matchOf(chain);
  const tls = endsTls(chain, resources);
  const filter = list(chain, 'filters').at(-1)!;
  if (!isManager(filter)) {
    const value = {
      tls: tls ?? (transport === 'tls' ? { mode: 'passthrough' } : undefined),
      to: sentOn(filter, clustersOf(resources)),
    };
    return [`${port} bytes`, new Map((names ?? ['*']).map((name) => [name, said(value, chain)]))];
  }
  const table = requests(readManager(extensionOf(filter).config), resources);
  const hosts = new Map([...table].map(([host, entries]) => [host, said(printEntries(entries), chain)]));
  if (!tls) return [port, hosts];
  return [`${port} in TLS for ${printNames(names)}`, new Map([...hosts, [TLS_OF, said(tls, chain)]])];
}

/** Beside the hosts of a door: how it ends TLS. */
export const TLS_OF = 'TLS';

export function printNames(names: readonly string[] = ['*']): string {
  return [...names].sort().join(', ');
}

function requests(manager: Message, resources: ProxyResources): ReadonlyMap<string, readonly RouteEntry[]> {
  const table = routesOf(manager, resources);
  const { anyPort, hosts } = hostTable(table, around(manager, resources));
  // Clients of a gateway name the port that they connect to, which need not be that of the gateway itself.
  return anyPort ? hosts : refuse(table, 'hosts with a port are told from those without');
}

const CREDENTIAL = 'credential/';

/** What a listener shows, and whose certificates it asks for. */
function endsTls(chain: Message, resources: ProxyResources) {
  const socket = inner(chain, 'transport_socket');
  if (!socket) return undefined;
  const { config } = extensionOf(socket);
  only(config, 'require_client_certificate', 'common_tls_context');
  const { shows, trusts, names, least } = certificatesOf(needed(config, 'common_tls_context'), resources);
  if (!shows?.startsWith(CREDENTIAL)) return refuse(socket, 'what is shown here is no credential');
  const mutual = flag(config, 'require_client_certificate');
  if (names || (mutual ? trusts !== `${shows}/ca` : trusts !== undefined))
    return refuse(socket, 'whose certificates are asked for is not known here');
  return { mode: mutual ? 'mutual' : 'terminate', credential: shows.slice(CREDENTIAL.length), least };
}
