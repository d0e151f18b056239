// Configs of a mesh made by hand.
import { envoy } from '../../../src/backends/envoy/index.ts';
import { placeFrom } from '../../../src/backends/envoy/place.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import { ENVOY_DEFAULTS, type EnvoyOptions } from '../../../src/config/envoy.ts';
import type { Lookup } from '../../../src/model/lookup.ts';
import { proxyFilePath } from '../../../src/xds/paths.ts';

export const PROVIDERS: EnvoyOptions['providers'] = {
  opa: { kind: 'envoyExtAuthzGrpc', service: 'opa.example.com', port: 9191, timeout: '500ms', failOpen: false },
  web: {
    kind: 'envoyExtAuthzHttp',
    service: 'auth.example.com',
    port: 8000,
    timeout: '1s',
    failOpen: false,
    pathPrefix: '/check',
    includeRequestHeadersInCheck: ['x-user'],
    headersToUpstreamOnAllow: ['x-role'],
  },
  stdout: { kind: 'envoyFileAccessLog', path: '/dev/stdout' },
  logs: { kind: 'envoyOtelAls', service: 'otel.example.com', port: 4317 },
  otel: { kind: 'opentelemetry', service: 'otel.example.com', port: 4317 },
  zipkin: { kind: 'zipkin', service: 'zipkin.example.com', port: 9411, path: '/api/v2/spans' },
};

export function backend(options: Partial<EnvoyOptions> = {}) {
  return envoy(placeFrom({ ...ENVOY_DEFAULTS, version: '1.40', providers: PROVIDERS, ...options }));
}

/** The files of one proxy, by path. */
export function filesOf(model: Lookup, name: string, options: Partial<EnvoyOptions> = {}): Record<string, JsonObject> {
  const config = backend(options).configs!(model).find(({ proxy }) => proxy.name === name);
  return Object.fromEntries((config?.files ?? []).map((file) => [proxyFilePath(file.name), file.content]));
}

export function codesOf(model: Lookup, options: Partial<EnvoyOptions> = {}): readonly string[] {
  return [...backend(options).gaps(model)].map(({ code }) => code);
}

/** One listener, as the proxy's file of listeners has it. */
export function listenerOf(model: Lookup, service: string, listener: string, options: Partial<EnvoyOptions> = {}) {
  const { resources } = filesOf(model, service, options)['listeners.yaml'] as unknown as { resources: JsonObject[] };
  return resources.find(({ name }) => name === listener) as unknown as ListenerShape;
}

interface FilterShape {
  readonly name: string;
  readonly typed_config: Readonly<Record<string, never>> & {
    readonly http_filters?: readonly FilterShape[];
    readonly rules?: { readonly action: string; readonly policies: Readonly<Record<string, JsonObject>> };
    readonly shadow_rules?: { readonly policies: Readonly<Record<string, JsonObject>> };
  };
}

interface ListenerShape {
  readonly address: JsonObject;
  readonly filter_chains: readonly {
    readonly name: string;
    readonly filter_chain_match?: JsonObject;
    readonly transport_socket?: JsonObject;
    readonly filters: readonly FilterShape[];
  }[];
}

/** The HTTP filters of a listener, or, of one that carries something else, its filters. */
export function filtersOf(listener: ListenerShape): readonly FilterShape[] {
  const { filters } = listener.filter_chains[0]!;
  return filters[0]?.typed_config.http_filters ?? filters;
}
