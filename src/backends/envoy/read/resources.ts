import type { Json } from '../../../base/json.ts';
import { proxyFilePath } from '../../../xds/paths.ts';
import type { ProxyConfig } from '../../../xds/proxy-config.ts';
import { inner, list, type Message, message, refuse } from './message.ts';

/** What one proxy runs on, wherever it is said. */
export interface ProxyResources {
  readonly bootstrap: Message;
  readonly listeners: readonly Message[];
  readonly clusters: readonly Message[];
  readonly routes: readonly Message[];
}

const PREFIX = 'type.googleapis.com/';

/** Static resources of the bootstrap, and those of the files beside it. */
export function resourcesOf({ proxy, files }: ProxyConfig): ProxyResources {
  const folder = `${proxy.namespace}/${proxy.name}`;
  const documents = files.map(({ name, content }) => message(content as Json, `${folder}/${proxyFilePath(name)}: `));
  const bootstrap = documents[0] ?? refuse({ at: folder }, 'there is no bootstrap');
  const own = inner(bootstrap, 'static_resources');
  const found = documents.slice(1).flatMap((document) => list(document, 'resources'));
  const of = (type: string, field: string) => [
    ...(own ? list(own, field) : []),
    ...found.filter(({ value }) => value['@type'] === `${PREFIX}${type}`),
  ];
  return {
    bootstrap,
    listeners: of('envoy.config.listener.v3.Listener', 'listeners'),
    clusters: of('envoy.config.cluster.v3.Cluster', 'clusters'),
    routes: found.filter(({ value }) => value['@type'] === `${PREFIX}envoy.config.route.v3.RouteConfiguration`),
  };
}
