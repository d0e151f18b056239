import { ENVOY_VERSIONS, type EnvoyVersion } from '../../config/envoy.ts';

/** In which version of Envoy came what not all have; from its protos, and seen on the program itself. */
const SINCE = {
  /** `upstream_connect_mode` of the TCP proxy. */
  connectingLater: '1.37',
  /** `grpc_service` and `log_name` of OTLP access logs, which were in a `common_config` before. */
  plainOtlpLogs: '1.37',
  /** RBAC looks at each line of a repeated header. */
  headersLineByLine: '1.38',
} as const satisfies Record<string, EnvoyVersion>;

export function has(feature: keyof typeof SINCE, version: EnvoyVersion): boolean {
  return ENVOY_VERSIONS.indexOf(version) >= ENVOY_VERSIONS.indexOf(SINCE[feature]);
}
