// Many proxies in one Envoy: the names of their clusters and secrets are made unique.
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { ProxyConfig } from '../../src/xds/proxy-config.ts';

interface Static {
  readonly listeners: readonly JsonObject[];
  readonly clusters: readonly JsonObject[];
  readonly secrets: readonly JsonObject[];
}

/** The bootstrap of one Envoy that is all of these proxies, which were made with static configuration. */
export function merged(configs: readonly ProxyConfig[]): JsonObject {
  const all = configs.map((config, i) => unique(resourcesOf(config), `p${i}.`));
  return {
    node: { id: 'all', cluster: 'all' },
    admin: {},
    static_resources: {
      listeners: all.flatMap(({ listeners }) => listeners),
      clusters: all.flatMap(({ clusters }) => clusters),
      secrets: all.flatMap(({ secrets }) => secrets),
    },
  };
}

export function resourcesOf({ files: [start] }: ProxyConfig): Static {
  return start.content['static_resources'] as unknown as Static;
}

function unique(resources: Static, prefix: string): Static {
  const names = new Set([...resources.clusters, ...resources.secrets].map(({ name }) => name as string));
  const rename = (value: Json | undefined, key: string): Json | undefined => {
    if (typeof value === 'string') return NAMES.has(key) && names.has(value) ? prefix + value : value;
    if (Array.isArray(value)) return value.map((one) => rename(one, key)!) as Json;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rename(one, name)]));
  };
  const { listeners, ...others } = rename(resources as unknown as Json, '') as unknown as Static;
  return { ...others, listeners: listeners.map((one) => ({ ...one, name: prefix + String(one['name']) })) };
}

/** Fields that refer to clusters and secrets, or name them. */
const NAMES: ReadonlySet<string> = new Set(['name', 'cluster', 'cluster_name', 'collector_cluster']);
