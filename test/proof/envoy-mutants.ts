// Configs that are changed in one place.
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { ProxyConfig } from '../../src/xds/proxy-config.ts';

export interface Mutant {
  readonly what: string;
  readonly config: ProxyConfig;
}

type Edit = readonly [what: string, changed: Json | undefined];

/** Everything that may become of a field. */
function edits(key: string, value: Json, parent: JsonObject): readonly Edit[] {
  switch (key) {
    case 'action':
      return 'policies' in parent
        ? [
            ['swap ALLOW and DENY', value === 'ALLOW' ? 'DENY' : 'ALLOW'],
            ['only log', 'LOG'],
          ]
        : [];
    case 'policies': {
      const names = Object.keys(value as JsonObject);
      const any = { permissions: [{ any: true }], principals: [{ any: true }] };
      return [
        ...names.map((name): Edit => ['drop a policy', without(value as JsonObject, name)]),
        ['a policy for all', { ...(value as JsonObject), more: any }],
      ];
    }
    case 'not_rule':
    case 'not_id':
      return [['lose a not', undefined]];
    case 'exact':
    case 'prefix':
    case 'suffix':
      return typeof value === 'string' && value.length > 1 ? [[`another ${key}`, value.slice(0, -1)]] : [];
    case 'require_client_certificate':
      return value === true ? [['ask for no certificate', false]] : [];
    case 'normalize_path':
    case 'merge_slashes':
    case 'use_remote_address':
      return [[`no ${key}`, false]];
    case 'disable_stateless_session_resumption':
      return [['resume sessions', false]];
    case 'http_filters': {
      const list = value as readonly JsonObject[];
      return list.slice(0, -1).map((_, i): Edit => ['drop a filter', list.toSpliced(i, 1)]);
    }
    case 'filters': {
      const list = value as readonly JsonObject[];
      return list.slice(0, -1).map((_, i): Edit => ['drop a filter', list.toSpliced(i, 1)]);
    }
    case 'transport_socket':
      return [['drop TLS', undefined]];
    case 'filter_chains': {
      const list = value as readonly JsonObject[];
      const { transport_socket: _, filter_chain_match: __, ...plain } = list[0]!;
      return list[0]!['transport_socket'] && list.length === 1 ? [['take plaintext too', [...list, plain]]] : [];
    }
    case 'allow_missing':
      return [];
    case 'issuer':
      return [['another issuer', `${String(value)}x`]];
    case 'audiences':
      return [['any audience', undefined]];
    case 'prefix_len':
      return typeof value === 'number' && value > 8 ? [['a wider block', value - 8]] : [];
    case 'shadow_rules_stat_prefix':
      return String(value).startsWith('custom') ? [['ask about nothing', 'elsewhere_']] : [];
    case 'filter_enabled_metadata':
      return [['ask about everything', undefined]];
    default:
      return [];
  }
}

function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

/** Every mutant of what comes in to a proxy. */
export function* mutants(config: ProxyConfig): Generator<Mutant> {
  for (const [i, file] of config.files.entries()) {
    if (file.name.kind !== 'listeners') continue;
    for (const [what, content] of changed(file.content)) {
      const files = config.files.with(i, {
        ...file,
        content: content as JsonObject,
      }) as unknown as ProxyConfig['files'];
      yield { what, config: { ...config, files } };
    }
  }
}

function* changed(value: Json): Generator<readonly [string, Json]> {
  if (Array.isArray(value)) {
    for (const [i, one] of value.entries())
      if ((one as JsonObject | null)?.['traffic_direction'] !== 'OUTBOUND')
        for (const [what, other] of changed(one as Json)) yield [what, value.with(i, other)];
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as JsonObject;
  for (const [key, one] of Object.entries(object)) {
    if (one === undefined || key === 'route_config' || key === 'rds' || key === 'access_log') continue;
    for (const [what, other] of edits(key, one, object)) yield [what, replaced(object, key, one, other)];
    for (const [what, other] of changed(one)) yield [what, { ...object, [key]: other }];
  }
}

/** A `not` that is lost leaves what was in it. */
function replaced(object: JsonObject, key: string, old: Json, other: Json | undefined): Json {
  if (key === 'not_rule' || key === 'not_id') return old;
  return other === undefined ? without(object, key) : { ...object, [key]: other };
}
