import type { Backend } from '../../src/backends/backend.ts';
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import { istio } from '../../src/backends/istio/index.ts';
import type { NonEmpty } from '../../src/base/nonempty.ts';
import { sortBy } from '../../src/base/order.ts';
import {
  ENVOY_DEFAULTS,
  type EndpointSource,
  type EnvoyVersion,
  type Provider,
  type StaticEndpoint,
} from '../../src/config/envoy.ts';
import type { Lookup } from '../../src/model/lookup.ts';

const asked = { timeout: '600ms', failOpen: false } as const;

/** What the cases refer to by name. */
export const GOLDEN_PROVIDERS: Readonly<Record<string, Provider>> = {
  opa: { kind: 'envoyExtAuthzGrpc', service: 'opa.example.com', port: 9191, ...asked },
  'opa.ext_authz': { kind: 'envoyExtAuthzGrpc', service: 'opa.example.com', port: 9191, ...asked },
  other: {
    kind: 'envoyExtAuthzHttp',
    service: 'auth.example.com',
    port: 8000,
    includeRequestHeadersInCheck: ['x-user'],
    headersToUpstreamOnAllow: ['x-role'],
    ...asked,
  },
  otel: { kind: 'opentelemetry', service: 'otel.example.com', port: 4317 },
  envoy: { kind: 'envoyFileAccessLog', path: '/dev/stdout' },
  limits: { kind: 'envoyRateLimit', service: 'limits.example.com', port: 8081, domain: 'shop', ...asked },
};

/** What a configuration would say of each case; a name does not tell where a version is, so that services with versions have addresses. */
export function goldenOptions(mesh: Lookup, version: EnvoyVersion = '1.40') {
  return {
    ...ENVOY_DEFAULTS,
    version,
    configuration: 'static' as const,
    providers: GOLDEN_PROVIDERS,
    endpoints: endpointsOf(mesh),
  };
}

function endpointsOf({ mesh }: Lookup): EndpointSource {
  if (mesh.services.every(({ versions }) => versions.length === 0)) return ENVOY_DEFAULTS.endpoints;
  const services = sortBy(mesh.services, ({ key }) => key).map(({ key, versions }, i) => {
    const all = versions.map(({ name }, v): StaticEndpoint => ({ address: `10.0.${i}.${v + 1}`, version: name }));
    return [key, (all.length > 0 ? all : [{ address: `10.0.${i}.1` }]) as unknown as NonEmpty<StaticEndpoint>] as const;
  });
  return { kind: 'static', services: Object.fromEntries(services) };
}

/** Each has its answer in every case. */
export const GOLDEN_BACKENDS: readonly Backend[] = [istio, envoy((mesh) => placeFrom(goldenOptions(mesh))(mesh))];
