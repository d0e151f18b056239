import type { JsonObject } from '../../base/json.ts';
import { sortBy, uniqueBy } from '../../base/order.ts';
import type { ProxyFileName } from '../../xds/paths.ts';
import type { ProxyConfig, ProxyFile } from '../../xds/proxy-config.ts';
import { typed } from './any.ts';
import { bootstrap } from './bootstrap.ts';
import { type Context, declared, type Resources, spansOf } from './context.ts';

/** The files of a proxy, of all that it runs on. */
export function proxyConfig(made: Required<Resources>, context: Context): ProxyConfig {
  const { proxy, placement } = context;
  const { namespace, name } = declared(proxy);
  const resources = withFewFiles({ ...made, ...distinct(made) });
  const spans = spansOf(proxy, resources.spans);
  const rest = placement.configuration === 'static' ? [] : discovered(resources, spans);
  const first: ProxyFile = { name: { kind: 'bootstrap' }, content: bootstrap(resources, context), spans };
  return { proxy: { kind: proxy.kind, namespace, name }, files: [first, ...rest] };
}

/** Several parts may need the same cluster. */
function distinct({ listeners, clusters, routes, endpoints, secrets }: Required<Resources>) {
  const byName = (list: readonly JsonObject[], key = 'name') => uniqueBy(list, (one) => one[key]);
  return {
    listeners: byName(listeners),
    clusters: byName(clusters),
    routes: byName(routes),
    endpoints: byName(endpoints, 'cluster_name'),
    secrets: byName(secrets),
  };
}

/** Envoy watches each file by an inotify instance of its own, of which Linux lets a user have 128, and does not start without. */
const MOST_ENDPOINT_FILES = 64;

/** Where there would be too many files of endpoints, clusters have them inline. */
function withFewFiles(resources: Required<Resources>): Required<Resources> {
  if (resources.endpoints.length <= MOST_ENDPOINT_FILES) return resources;
  const known = new Map(resources.endpoints.map((one) => [one['cluster_name'], one]));
  const clusters = resources.clusters.map((cluster) => {
    const load_assignment = known.get(cluster['name']!);
    if (load_assignment === undefined) return cluster;
    const { eds_cluster_config: _, ...rest } = { ...cluster, type: 'STATIC' } as JsonObject;
    return { ...rest, load_assignment };
  });
  return { ...resources, clusters, endpoints: [] };
}

const MESSAGES = {
  listeners: 'envoy.config.listener.v3.Listener',
  clusters: 'envoy.config.cluster.v3.Cluster',
  routes: 'envoy.config.route.v3.RouteConfiguration',
  endpoints: 'envoy.config.endpoint.v3.ClusterLoadAssignment',
  secrets: 'envoy.extensions.transport_sockets.tls.v3.Secret',
} as const;

type Kind = keyof typeof MESSAGES;

/**
 * Listeners and clusters are a file each, for they come and go together; of the others each is one of its own. What is referred to comes
 * first, and is put in place first: Envoy refuses what names a file that is not there.
 */
function discovered(resources: Required<Resources>, spans: ProxyFile['spans']): readonly ProxyFile[] {
  const file = (name: ProxyFileName & { readonly kind: Kind }, list: readonly JsonObject[]): ProxyFile => ({
    name,
    content: { resources: list.map((one) => typed(MESSAGES[name.kind], one)) },
    spans,
  });
  const single = (kind: 'routes' | 'endpoints' | 'secrets', key = 'name') =>
    sortBy(resources[kind], (one) => String(one[key])).map((one) => file({ kind, resource: String(one[key]) }, [one]));
  return [
    ...single('secrets'),
    ...single('endpoints', 'cluster_name'),
    ...single('routes'),
    file({ kind: 'clusters' }, resources.clusters),
    file({ kind: 'listeners' }, resources.listeners),
  ];
}
