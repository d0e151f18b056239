import type { JsonObject } from '../../../../base/json.ts';
import { type Message, refuse, text } from '../message.ts';
import type { ProxyResources } from '../resources.ts';

const NAME = /^([^/:]+\/[^/:]+):(\d+)(?:\/([^/:]+))?$/;

/** Where a cluster leads, which only its name says: a service, its port, and a version. */
export function placeOf(
  cluster: string,
): (JsonObject & { readonly service: string; readonly port: number }) | undefined {
  const [, service, port, version] = NAME.exec(cluster) ?? [];
  if (service === undefined) return undefined;
  return { service, port: Number(port), ...(version !== undefined && { version }) };
}

/** The clusters that a proxy has, by name. */
export type Clusters = ReadonlyMap<string, Message>;

export function clustersOf({ clusters }: ProxyResources): Clusters {
  return new Map(clusters.map((one) => [text(one, 'name'), one]));
}

/** Where a route leads: to a cluster that is there. */
export function leadsTo(cluster: string, at: Message, clusters: Clusters): JsonObject {
  if (!clusters.has(cluster)) return refuse(at, `there is no cluster \`${cluster}\``);
  return placeOf(cluster) ?? refuse(at, `\`${cluster}\` is no service of the mesh`);
}
