import type { JsonObject } from '../../base/json.ts';
import type { Provider } from '../../config/envoy.ts';
import { extension } from './any.ts';
import { type Context, declared } from './context.ts';
import { byGrpc, providerCluster } from './provider-cluster.ts';
import { findProvider } from './providers.ts';
import { has } from './since.ts';
import { NOTHING_REPORTED, type Reporting } from './tracing.ts';

type Logger = Extract<Provider, { kind: 'envoyFileAccessLog' | 'envoyOtelAls' }>;

/** What is logged, and where. A filter looks at requests: of connections, all are logged. */
export function accessLogs(of: 'http' | 'tcp', context: Context): Reporting {
  const { accessLogs: wanted, span } = context.lookup.mesh;
  if (wanted === undefined) return NOTHING_REPORTED;
  const provider = findProvider(wanted.provider, ['envoyFileAccessLog', 'envoyOtelAls'], span, context);
  if (provider === undefined) return NOTHING_REPORTED;
  const filter = of === 'http' && wanted.filter !== undefined ? { filter: celOrAudited(wanted.filter) } : {};
  return {
    fields: { access_log: [{ ...logger(wanted.provider, provider, context), ...filter }] },
    clusters: provider.kind === 'envoyOtelAls' ? [providerCluster(wanted.provider, provider, context)] : [],
  };
}

function logger(name: string, provider: Logger, context: Context): JsonObject {
  if (provider.kind === 'envoyFileAccessLog')
    return extension('envoy.access_loggers.file', 'envoy.extensions.access_loggers.file.v3.FileAccessLog', {
      path: provider.path,
      log_format: { json_format: { ...(provider.logFormat ?? FORMAT) } },
    });
  const own = declared(context.proxy);
  const sent = {
    log_name: `${own.name}.${own.namespace}`,
    grpc_service: byGrpc(name, provider),
  };
  const message = 'envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig';
  return extension('envoy.access_loggers.open_telemetry', message, {
    ...(has('plainOtlpLogs', context.placement.version)
      ? sent
      : { common_config: { ...sent, transport_api_version: 'V3' } }),
    disable_builtin_labels: false,
    attributes: { values: Object.entries(FORMAT).map(([key, text]) => ({ key, value: { string_value: text } })) },
  });
}

/** What a rule audits is logged whatever the filter says: that is what an audit is for. */
function celOrAudited(expression: string): JsonObject {
  const cel = {
    extension_filter: extension(
      'envoy.access_loggers.extension_filters.cel',
      'envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter',
      { expression },
    ),
  };
  return { or_filter: { filters: [cel, { metadata_filter: AUDITED }] } };
}

const AUDITED: JsonObject = {
  matcher: { filter: 'envoy.common', path: [{ key: 'access_log_hint' }], value: { bool_match: true } },
  match_if_key_not_found: false,
};

/** The fields of Istio's default format that Envoy alone has, and which policy decided. */
const FORMAT: Readonly<Record<string, string>> = {
  start_time: '%START_TIME%',
  method: '%REQ(:METHOD)%',
  path: '%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%',
  protocol: '%PROTOCOL%',
  response_code: '%RESPONSE_CODE%',
  response_flags: '%RESPONSE_FLAGS%',
  response_code_details: '%RESPONSE_CODE_DETAILS%',
  connection_termination_details: '%CONNECTION_TERMINATION_DETAILS%',
  upstream_transport_failure_reason: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
  bytes_received: '%BYTES_RECEIVED%',
  bytes_sent: '%BYTES_SENT%',
  duration: '%DURATION%',
  upstream_service_time: '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%',
  x_forwarded_for: '%REQ(X-FORWARDED-FOR)%',
  user_agent: '%REQ(USER-AGENT)%',
  request_id: '%REQ(X-REQUEST-ID)%',
  authority: '%REQ(:AUTHORITY)%',
  upstream_host: '%UPSTREAM_HOST%',
  upstream_cluster: '%UPSTREAM_CLUSTER%',
  upstream_local_address: '%UPSTREAM_LOCAL_ADDRESS%',
  downstream_local_address: '%DOWNSTREAM_LOCAL_ADDRESS%',
  downstream_remote_address: '%DOWNSTREAM_REMOTE_ADDRESS%',
  downstream_peer: '%DOWNSTREAM_PEER_URI_SAN%',
  requested_server_name: '%REQUESTED_SERVER_NAME%',
  route_name: '%ROUTE_NAME%',
  audited: '%DYNAMIC_METADATA(envoy.common:access_log_hint)%',
};
