import type { JsonObject } from '../../base/json.ts';
import { extension } from './any.ts';

/**
 * A connection manager that brings paths to the form that rules are written for: a proxy that did not would let `/x/../admin` and `//admin`
 * pass a rule about `/admin`. Requests whose path holds an escaped slash keep it: to whom it is one is for the service to say, as in Istio.
 */
export function connectionManager(config: JsonObject): JsonObject {
  const message = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
  return extension('envoy.filters.network.http_connection_manager', message, {
    codec_type: 'AUTO',
    normalize_path: true,
    merge_slashes: true,
    path_with_escaped_slashes_action: 'KEEP_UNCHANGED',
    common_http_protocol_options: { headers_with_underscores_action: 'ALLOW' },
    upgrade_configs: [{ upgrade_type: 'websocket' }],
    ...config,
  });
}

/** What sends a request on: always the last filter. */
export function router(): JsonObject {
  return extension('envoy.filters.http.router', 'envoy.extensions.filters.http.router.v3.Router');
}
