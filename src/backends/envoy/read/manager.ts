import { extensionOf, flag, type Message, only, refuse } from './message.ts';

const MANAGER = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';

/** Whether a filter of connections is what sees requests. */
export function isManager(filter: Message): boolean {
  return extensionOf(filter).type === MANAGER;
}

/** What it reports of requests, and how it speaks; nothing of it changes what is asked about them. */
const HARMLESS = [
  ...['stat_prefix', 'codec_type', 'access_log', 'tracing', 'common_http_protocol_options', 'upgrade_configs'],
  ...['skip_xff_append', 'preserve_external_request_id', 'server_name'],
];

const READ = [
  ...['normalize_path', 'merge_slashes', 'path_with_escaped_slashes_action', 'use_remote_address'],
  ...['xff_num_trusted_hops', 'forward_client_cert_details', 'set_current_client_cert_details'],
  ...['http_filters', 'route_config', 'rds'],
];

/** An `HttpConnectionManager` that brings requests to the form that rules and routes are written for, and changes nothing else. */
export function readManager(config: Message): Message {
  only(config, ...HARMLESS, ...READ);
  if (!flag(config, 'normalize_path') || !flag(config, 'merge_slashes'))
    return refuse(config, 'paths are not brought to one form: rules about them would be passed by others');
  const slashes = config.value['path_with_escaped_slashes_action'] ?? 'KEEP_UNCHANGED';
  if (slashes !== 'KEEP_UNCHANGED')
    return refuse(config, 'paths with escaped slashes are not what rules are asked about');
  const passedOn = config.value['forward_client_cert_details'] ?? 'SANITIZE';
  if (passedOn !== 'SANITIZE' && passedOn !== 'SANITIZE_SET')
    return refuse(config, 'whom a client claims to pass a certificate on for is taken from it');
  return config;
}
