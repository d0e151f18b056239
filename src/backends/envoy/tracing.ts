import type { JsonObject } from '../../base/json.ts';
import type { Provider } from '../../config/envoy.ts';
import { typed } from './any.ts';
import { type Context, declared } from './context.ts';
import { byGrpc, providerCluster } from './provider-cluster.ts';
import { findProvider } from './providers.ts';
import type { Direction } from './telemetry.ts';

type Tracer = Extract<Provider, { kind: 'opentelemetry' | 'zipkin' }>;

/** Fields of a configuration, and the clusters that they name. */
export interface Reporting {
  readonly fields: JsonObject;
  readonly clusters: readonly JsonObject[];
}

export const NOTHING_REPORTED: Reporting = { fields: {}, clusters: [] };

/** Which part of the requests is traced, and who is told; spans are the server's where requests come in. */
export function tracing(direction: Direction, context: Context): Reporting {
  const { tracing: wanted, span } = context.lookup.mesh;
  if (wanted === undefined) return NOTHING_REPORTED;
  const provider = findProvider(wanted.provider, ['opentelemetry', 'zipkin'], span, context);
  if (provider === undefined) return NOTHING_REPORTED;
  return {
    fields: {
      tracing: {
        random_sampling: { value: wanted.sampling },
        // Requests between proxies are more than those at the edge: whoever asks for a trace by header gets one within the same bounds.
        client_sampling: { value: 100 },
        spawn_upstream_span: direction === 'outbound',
        provider: tracer(wanted.provider, provider, context),
      },
    },
    clusters: [providerCluster(wanted.provider, provider, context)],
  };
}

function tracer(name: string, provider: Tracer, context: Context): JsonObject {
  const cluster = `provider/${name}`;
  if (provider.kind === 'zipkin')
    return {
      name: 'envoy.tracers.zipkin',
      typed_config: typed('envoy.config.trace.v3.ZipkinConfig', {
        collector_cluster: cluster,
        collector_endpoint: provider.path,
        collector_endpoint_version: 'HTTP_JSON',
        collector_hostname: provider.service,
        shared_span_context: false,
        trace_id_128bit: true,
      }),
    };
  const own = declared(context.proxy);
  return {
    name: 'envoy.tracers.opentelemetry',
    typed_config: typed('envoy.config.trace.v3.OpenTelemetryConfig', {
      grpc_service: { ...byGrpc(name, provider), timeout: '1s' },
      service_name: `${own.name}.${own.namespace}`,
    }),
  };
}
