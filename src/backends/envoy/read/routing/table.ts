import type { RouteEntry } from '../../../../access/routing/table.ts';
import type { JsonObject } from '../../../../base/json.ts';
import { extensionOf, flag, inner, list, type Message, needed, only, refuse, text } from '../message.ts';
import type { ProxyResources } from '../resources.ts';
import { forward } from './forward.ts';
import { matchOf } from './match.ts';
import { integer } from './numbers.ts';
import { settingsOf } from './settings.ts';
import { type Clusters, clustersOf } from './upstream.ts';

/** Whose routes they are: the clusters of the proxy, and the filters that routes may configure, by name. */
export interface Around {
  readonly clusters: Clusters;
  readonly filters: ReadonlyMap<string, string>;
}

export function around(manager: Message, resources: ProxyResources): Around {
  const filters = list(manager, 'http_filters').map((one) => [text(one, 'name'), extensionOf(one).type] as const);
  return { clusters: clustersOf(resources), filters: new Map(filters) };
}

/** Routes by domain, in the order in which they are tried. `anyPort`: the port of an authority does not matter. */
export interface HostTable {
  readonly anyPort: boolean;
  readonly hosts: ReadonlyMap<string, readonly RouteEntry[]>;
}

/** An `envoy.config.route.v3.RouteConfiguration`. */
export function hostTable(of: Message, around: Around): HostTable {
  only(
    of,
    ...['@type', 'name', 'virtual_hosts', 'validate_clusters', 'max_direct_response_body_size_bytes'],
    'ignore_port_in_host_matching',
  );
  const hosts = new Map<string, readonly RouteEntry[]>();
  for (const host of list(of, 'virtual_hosts')) {
    only(host, 'name', 'domains', 'routes');
    const entries = list(host, 'routes').map((route) => entryOf(route, around));
    for (const domain of host.value['domains'] as readonly string[]) {
      if (hosts.has(domain)) return refuse(host, `\`${domain}\` is there twice`);
      hosts.set(domain, entries);
    }
  }
  return { anyPort: flag(of, 'ignore_port_in_host_matching'), hosts };
}

const ACTIONS = ['route', 'redirect', 'direct_response'] as const;

function entryOf(route: Message, { clusters, filters }: Around): RouteEntry {
  only(
    route,
    ...['name', 'match', 'metadata', 'typed_per_filter_config', ...ACTIONS],
    ...['request_headers_to_add', 'request_headers_to_remove', 'response_headers_to_add', 'response_headers_to_remove'],
  );
  const { conditions, matched } = matchOf(needed(route, 'match'));
  const [kind, ...others] = ACTIONS.filter((one) => route.value[one] !== undefined);
  if (kind === undefined || others.length > 0) return refuse(route, 'exactly one action is expected here');
  const does = needed(route, kind);
  const action =
    kind === 'route'
      ? forward(does, matched, clusters)
      : kind === 'redirect'
        ? { redirect: redirect(does) }
        : { respond: respond(does) };
  return { ...conditions, action: { ...action, ...settingsOf(route, filters) } };
}

const STATUSES: Readonly<Record<string, number>> = {
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
};

function redirect(of: Message): JsonObject {
  only(of, 'https_redirect', 'scheme_redirect', 'host_redirect', 'port_redirect', 'path_redirect', 'response_code');
  const code = (of.value['response_code'] as string | undefined) ?? 'MOVED_PERMANENTLY';
  const optional = (name: string) => (of.value[name] === undefined ? undefined : text(of, name));
  return {
    scheme: flag(of, 'https_redirect') ? 'https' : optional('scheme_redirect'),
    host: optional('host_redirect'),
    port: of.value['port_redirect'] === undefined ? undefined : integer(of, 'port_redirect'),
    path: optional('path_redirect'),
    status: STATUSES[code] ?? refuse(of, `what \`${code}\` answers is not known here`),
  };
}

function respond(of: Message): JsonObject {
  const body = inner(only(of, 'status', 'body'), 'body');
  return {
    status: integer(of, 'status'),
    body: body && text(only(body, 'inline_string'), 'inline_string'),
  };
}
