// Configs that are changed in one place.
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { ProxyConfig } from '../../src/xds/proxy-config.ts';

export interface Mutant {
  readonly what: string;
  readonly config: ProxyConfig;
}

type Edit = readonly [what: string, changed: Json | undefined];
type Edits = (value: Json, parent: JsonObject) => readonly Edit[];

const gone =
  (what: string): Edits =>
  () => [[what, undefined]];
const becomes =
  (what: string, other: Json): Edits =>
  (value) =>
    JSON.stringify(value) === JSON.stringify(other) ? [] : [[what, other]];
/** One less, for each. */
const fewer =
  (what: string, keep = 0): Edits =>
  (value) => {
    const list = value as readonly Json[];
    return list.slice(0, list.length - keep).map((_, i): Edit => [what, list.toSpliced(i, 1)]);
  };
const longer =
  (what: string): Edits =>
  (value) =>
    typeof value === 'string' ? [[what, `${value}x`]] : [];
const more =
  (what: string): Edits =>
  (value) =>
    typeof value === 'number' ? [[what, value + 1]] : [];
const all =
  (...edits: readonly Edits[]): Edits =>
  (value, parent) =>
    edits.flatMap((one) => one(value, parent));

const LUA = { '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua' };

/** What may become of rules, and of who is let in. */
const RULES: Readonly<Record<string, Edits>> = {
  action: (value, parent) =>
    'policies' in parent
      ? [
          ['swap ALLOW and DENY', value === 'ALLOW' ? 'DENY' : 'ALLOW'],
          ['only log', 'LOG'],
        ]
      : [],
  policies: (value) => {
    const policies = value as JsonObject;
    const any = { permissions: [{ any: true }], principals: [{ any: true }] };
    return [
      ...Object.keys(policies).map((name): Edit => ['drop a policy', without(policies, name)]),
      ['a policy for all', { ...policies, more: any }],
    ];
  },
  not_rule: gone('lose a not'),
  not_id: gone('lose a not'),
  prefix_len: (value) => (typeof value === 'number' && value > 8 ? [['a wider block', value - 8]] : []),
  shadow_rules_stat_prefix: (value) =>
    String(value).startsWith('custom') ? [['ask about nothing', 'elsewhere_']] : [],
  filter_enabled_metadata: gone('ask about everything'),
  issuer: longer('another issuer'),
  audiences: gone('any audience'),
  forward: (value) => [['pass tokens on, or not', value !== true]],
  uri: longer('keys from elsewhere'),
  payload_in_metadata: longer('claims elsewhere'),
};

/** What may become of connections, and of the form that requests are brought to. */
const CONNECTIONS: Readonly<Record<string, Edits>> = {
  require_client_certificate: (value) => [['ask for a certificate, or for none', value !== true]],
  disable_stateless_session_resumption: becomes('resume sessions', false),
  disable_stateful_session_resumption: gone('resume sessions'),
  normalize_path: becomes('no normalize_path', false),
  merge_slashes: becomes('no merge_slashes', false),
  use_remote_address: (value) => (value === true ? [['no use_remote_address', false]] : []),
  path_with_escaped_slashes_action: becomes('unescape slashes', 'UNESCAPE_AND_FORWARD'),
  forward_client_cert_details: becomes('believe who is passed on', 'FORWARD_ONLY'),
  http_filters: (value) => {
    const list = value as readonly JsonObject[];
    return [
      ...fewer('drop a filter', 1)(value, {}).filter(([, left]) => !isHarmless(list, left as readonly JsonObject[])),
      ['a filter of another kind', [{ name: 'lua', typed_config: LUA }, ...list]],
      ['the router first', list.length > 1 ? [list.at(-1)!, ...list.slice(0, -1)] : [...list, ...list]],
    ];
  },
  filters: fewer('drop a filter', 1),
  tls_minimum_protocol_version: becomes('old TLS', 'TLSv1_0'),
  server_names: all(gone('any name'), (value) => [['another name', (value as string[]).map((one) => `${one}x`)]]),
  listener_filters: gone('no inspector'),
  filter_chains: (value) => {
    const list = value as readonly JsonObject[];
    const { transport_socket: socket, filter_chain_match: __, ...plain } = list[0]!;
    return [
      ...(socket && list.length === 1 ? [['take plaintext too', [...list, plain]] satisfies Edit] : []),
      ...fewer('drop a chain')(value, {}),
    ];
  },
};

/** Without a filter that routes configure, where none does, all is the same. */
function isHarmless(before: readonly JsonObject[], after: readonly JsonObject[]): boolean {
  const lost = before.find((one) => !after.includes(one));
  return /cors|fault|ratelimit/.test(JSON.stringify(lost?.['typed_config']));
}

/** Their order does not matter. */
const inOrder = (conditions: Json) => String(conditions).split(',').sort().join();

/** What may become of where requests go. */
const ROUTES: Readonly<Record<string, Edits>> = {
  virtual_hosts: fewer('drop a host'),
  domains: all(fewer('drop a domain'), (value) => [['another domain', [...(value as string[]), 'else.example.com']]]),
  routes: (value) => {
    const list = value as readonly JsonObject[];
    const swapped = list.length > 1 ? [['swap routes', [list[1]!, list[0]!, ...list.slice(2)]] satisfies Edit] : [];
    return [...fewer('drop a route')(value, {}), ...swapped];
  },
  cluster: (value, parent) => ('id' in parent ? [] : longer('another cluster')(value, parent)),
  weight: more('another weight'),
  timeout: (value, parent) =>
    'cluster' in parent && !('uri' in parent) ? becomes('another timeout', '77s')(value, parent) : [],
  retry_policy: (_, parent) =>
    'cluster' in parent || 'weighted_clusters' in parent ? [['no retries', undefined]] : [],
  num_retries: (value, parent) => ('retry_on' in parent ? more('more retries')(value, parent) : []),
  retry_on: (value) => (inOrder(value) === '5xx,reset' ? [] : [['retry for anything', '5xx,reset']]),
  per_try_timeout: becomes('another time for each try', '99s'),
  retriable_status_codes: gone('no statuses'),
  request_mirror_policies: gone('no mirror'),
  prefix_rewrite: longer('another path'),
  substitution: longer('another path'),
  host_rewrite_literal: longer('another host'),
  path: longer('another path to match'),
  path_separated_prefix: longer('another path to match'),
  present_match: becomes('absence', false),
  invert_match: gone('lose a not'),
  treat_missing_header_as_empty: gone('only where the header is'),
  headers: fewer('drop a header to match'),
  query_parameters: fewer('drop a parameter to match'),
  redirect: becomes('another redirect', { https_redirect: true, path_redirect: '/else' }),
  response_code: becomes('another status', 'PERMANENT_REDIRECT'),
  status: more('another status'),
  inline_string: longer('another text'),
  request_headers_to_add: fewer('drop a header'),
  response_headers_to_add: fewer('drop a header'),
  request_headers_to_remove: fewer('keep a header'),
  response_headers_to_remove: fewer('keep a header'),
  append_action: becomes('another way to add', 'ADD_IF_ABSENT'),
  keep_empty_value: gone('no empty header'),
  typed_per_filter_config: gone('no filter of the route'),
  fixed_delay: becomes('another delay', '99s'),
  http_status: more('another status'),
  numerator: (value, parent) => (parent['denominator'] === 'MILLION' ? more('another share')(value, parent) : []),
  allow_origin_string_match: fewer('drop an origin'),
  allow_methods: longer('another method'),
  allow_credentials: (value) => [['credentials, or none', value !== true]],
  max_age: longer('another age'),
  ignore_port_in_host_matching: gone('hosts with ports'),
};

/** What may become of how services are spoken to. */
const UPSTREAMS: Readonly<Record<string, Edits>> = {
  transport_socket: gone('drop TLS'),
  sni: longer('another SNI'),
  match_typed_subject_alt_names: (value) => [['any name', []], ...fewer('one name less')(value, {})],
  validation_context_sds_secret_config: gone('trust anybody'),
  tls_certificate_sds_secret_configs: gone('show nothing'),
  trusted_ca: gone('trust anybody'),
  validation_context: (value) => [
    ['trust anybody', { ...(value as JsonObject), trust_chain_verification: 'ACCEPT_UNTRUSTED' }],
  ],
  lb_endpoints: becomes('nowhere', []),
  gateways: (value) => [['fewer gateways', (value as readonly Json[]).slice(1)]],
  san_type: becomes('another kind of name', 'EMAIL'),
};

/** Text that is matched. */
const TEXTS: Readonly<Record<string, Edits>> = Object.fromEntries(
  ['exact', 'prefix', 'suffix', 'regex'].map((kind): [string, Edits] => [
    kind,
    (value) => (typeof value === 'string' && value.length > 1 ? [[`another ${kind}`, value.slice(0, -1)]] : []),
  ]),
);

const EDITS: Readonly<Record<string, Edits>> = { ...RULES, ...CONNECTIONS, ...ROUTES, ...UPSTREAMS, ...TEXTS };

/** What only reports, what counts, and where things are, which no policy says. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...[
    'access_log',
    'tracing',
    'admin',
    'dynamic_resources',
    'metadata',
    'stat_prefix',
    'hash_policy',
    'retry_host_predicate',
  ],
  ...['circuit_breakers', 'outlier_detection', 'typed_extension_protocol_options', 'address', 'common_lb_config'],
]);

function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

/** Every mutant of what a proxy runs on. */
export function* mutants(config: ProxyConfig): Generator<Mutant> {
  for (const [i, file] of config.files.entries())
    for (const [what, content] of changed(file.content)) {
      const files = config.files.with(i, { ...file, content: content as JsonObject });
      yield { what, config: { ...config, files: files as unknown as ProxyConfig['files'] } };
    }
}

function* changed(value: Json): Generator<readonly [string, Json]> {
  if (Array.isArray(value)) {
    for (const [i, one] of value.entries()) {
      if (isCounted(one as Json)) continue;
      for (const [what, other] of changed(one as Json)) yield [what, value.with(i, other)];
      if (takesAll(one as Json)) break;
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as JsonObject;
  for (const [key, one] of Object.entries(object)) {
    if (one === undefined || LEFT_OUT.has(key) || isOnlyTried(key, one, object)) continue;
    for (const [what, other] of EDITS[key]?.(one, object) ?? []) yield [what, replaced(object, key, one, other)];
    for (const [what, other] of changed(one)) yield [what, { ...object, [key]: other }];
  }
}

/** What is only tried, or logged, lets nothing in and keeps nothing out; it counts where an authorizer is asked about it. */
function isOnlyTried(key: string, one: Json, { shadow_rules_stat_prefix: prefix }: JsonObject): boolean {
  if (key === 'shadow_rules') return !String(prefix).startsWith('custom');
  return key === 'rules' && (one as JsonObject)['action'] === 'LOG';
}

/** What comes after a route for everything is never tried. */
function takesAll(one: Json): boolean {
  return JSON.stringify((one as JsonObject | null)?.['match']) === '{"prefix":"/"}';
}

/** A provider that is asked, and how many requests pass: other proofs are of these. */
function isCounted(one: Json): boolean {
  const { name, typed_config: config } = (one ?? {}) as JsonObject;
  return String(name).startsWith('provider/') || /ratelimit|ext_authz/.test(String((config as JsonObject)?.['@type']));
}

/** A `not` that is lost leaves what was in it. */
function replaced(object: JsonObject, key: string, old: Json, other: Json | undefined): Json {
  if (key === 'not_rule' || key === 'not_id') return old;
  return other === undefined ? without(object, key) : { ...object, [key]: other };
}
