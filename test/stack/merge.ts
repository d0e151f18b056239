// Many proxies in one Envoy: the names of their clusters and secrets are made unique.
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { ProxyConfig, ProxyFile } from '../../src/xds/proxy-config.ts';

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

/** The files of one Envoy that is all of these proxies, which were made with the files of xDS: the others are where each says they are. */
export function mergedFiles(configs: readonly ProxyConfig[]) {
  const all = configs.map(({ files: [, ...files] }, i) => {
    const named = files.filter(({ name: { kind } }) => kind === 'clusters' || kind === 'secrets').flatMap(resources);
    const names = new Set(named.map(({ name }) => name as string));
    return files.map((file) => ({ ...file, content: renamed(file.content, names, `p${i}.`) }));
  });
  const of = (kind: ProxyFile['name']['kind']): JsonObject[] =>
    all.flatMap((files) => files.filter(({ name }) => name.kind === kind).flatMap(resources));
  return {
    listeners: { resources: of('listeners').map((one, i) => ({ ...one, name: `${i}.${String(one['name'])}` })) },
    clusters: { resources: of('clusters') },
    /** Those of each proxy. */
    others: all.map((files) => files.filter(({ name: { kind } }) => kind !== 'listeners' && kind !== 'clusters')),
  };
}

function resources({ name, content }: ProxyFile): readonly JsonObject[] {
  return name.kind === 'bootstrap' ? [] : (content['resources'] as readonly JsonObject[]);
}

export function resourcesOf({ files: [start] }: ProxyConfig): Static {
  return start.content['static_resources'] as unknown as Static;
}

function unique(resources: Static, prefix: string): Static {
  const names = new Set([...resources.clusters, ...resources.secrets].map(({ name }) => name as string));
  const { listeners, ...others } = renamed(resources as unknown as JsonObject, names, prefix) as unknown as Static;
  return { ...others, listeners: listeners.map((one) => ({ ...one, name: prefix + String(one['name']) })) };
}

function renamed(content: JsonObject, names: ReadonlySet<string>, prefix: string): JsonObject {
  const rename = (value: Json | undefined, key: string): Json | undefined => {
    if (typeof value === 'string') return NAMES.has(key) && names.has(value) ? prefix + value : value;
    if (Array.isArray(value)) return value.map((one) => rename(one, key)!) as Json;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rename(one, name)]));
  };
  return rename(content, '') as JsonObject;
}

/** Fields that refer to clusters and secrets, or name them. */
const NAMES: ReadonlySet<string> = new Set(['name', 'cluster', 'cluster_name', 'service_name', 'collector_cluster']);
