import type { Json } from '../../../base/json.ts';
import { proxyFilePath } from '../../../xds/paths.ts';
import type { ProxyConfig } from '../../../xds/proxy-config.ts';
import { inner, list, type Message, message, needed, refuse, text } from './message.ts';

/** What one proxy runs on, wherever it is said. */
export interface ProxyResources {
  readonly bootstrap: Message;
  readonly listeners: readonly Message[];
  readonly clusters: readonly Message[];
  readonly routes: readonly Message[];
  readonly endpoints: readonly Message[];
  readonly secrets: readonly Message[];
}

const PREFIX = 'type.googleapis.com/';

/** Static resources of the bootstrap, and those of the files beside it. */
export function resourcesOf({ proxy, files }: ProxyConfig): ProxyResources {
  const folder = `${proxy.namespace}/${proxy.name}`;
  const documents = files.map(({ name, content }) => message(content as Json, `${folder}/${proxyFilePath(name)}: `));
  const bootstrap = documents[0] ?? refuse({ at: folder }, 'there is no bootstrap');
  const own = inner(bootstrap, 'static_resources');
  const found = documents.slice(1).flatMap((document) => list(document, 'resources'));
  const of = (type: string, field?: string) => [
    ...(own && field !== undefined ? list(own, field) : []),
    ...found.filter(({ value }) => value['@type'] === `${PREFIX}envoy.${type}`),
  ];
  return {
    bootstrap,
    listeners: of('config.listener.v3.Listener', 'listeners'),
    clusters: of('config.cluster.v3.Cluster', 'clusters'),
    routes: of('config.route.v3.RouteConfiguration'),
    endpoints: of('config.endpoint.v3.ClusterLoadAssignment'),
    secrets: of('extensions.transport_sockets.tls.v3.Secret', 'secrets'),
  };
}

/** Which routes a manager goes by: its own, or those of the file that it names. */
export function routesOf(manager: Message, { routes }: ProxyResources): Message {
  const own = inner(manager, 'route_config');
  const asked = inner(manager, 'rds');
  if (own && !asked) return own;
  if (!asked || own) return refuse(manager, 'one place where routes are is expected here');
  const resource = text(asked, 'route_config_name');
  fileOf(needed(asked, 'config_source'), proxyFilePath({ kind: 'routes', resource }));
  return named(routes, resource) ?? refuse(asked, `there are no routes \`${resource}\``);
}

/** That a source is the file where such a resource is, and that its folder is watched. */
export function fileOf(source: Message, path: string): void {
  const from = needed(source, 'path_config_source');
  const said = text(from, 'path');
  const watched = text(needed(from, 'watched_directory'), 'path');
  if (!said.endsWith(`/${path}`) || watched !== said.slice(0, said.lastIndexOf('/')))
    refuse(source, `what is asked for is in \`${path}\``);
}

export function named(resources: readonly Message[], name: string, field = 'name'): Message | undefined {
  return resources.find(({ value }) => value[field] === name);
}
