import type { Json } from '../../src/base/json.ts';

/**
 * For each CEL rule of the CRDs a value that it accepts and one that it refuses. `…` at the end: any rule that begins so.
 */
export type RuleSample = readonly [rule: string, accepted: Json, refused: Json];

const parent = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' };
const target = { group: '', kind: 'Service', name: 'cart' };
const prefixMatch = [{ path: { type: 'PathPrefix', value: '/' } }];
const exactMatch = [{ path: { type: 'Exact', value: '/a' } }];
const toPrefix = { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' } };
const many = (count: number) => [{ matches: Array.from({ length: count }, () => ({})) }];
const listener = { name: 'a', port: 80, protocol: 'HTTP' };
const http = "(self.type in ['Exact','PathPrefix']) ? ";
const path = (value: string) => ({ type: 'PathPrefix', value });

const ISTIO: readonly RuleSample[] = [
  [
    '(has(self.selector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
    { selector: {} },
    { selector: {}, targetRefs: [] },
  ],
  ['has(self.wasm) != has(self.lua)', { wasm: {} }, {}],
  ['self.all(key, !key.contains("*"))', { app: 'a' }, { 'a*': 'b' }],
  ['self.all(key, key.size() != 0)', { app: 'a' }, { '': 'a' }],
  ['!self.contains("*")', 'reviews', 'rev*'],
  ['self.size() == 0', '', 'shop'],
  [
    'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "file", "oci"])…',
    'registry.example.com/plugin:v1',
    'ftp://example.com/plugin',
  ],
  [
    'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "oci", "file"])…',
    'oci://registry.example.com/plugin:v1',
    'registry example',
  ],
  [
    '(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)',
    { name: 'A', valueFrom: 'HOST' },
    { name: 'A', valueFrom: 'HOST', value: 'b' },
  ],
  [
    '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
    { targetRef: {} },
    { targetRef: {}, targetRefs: [] },
  ],
  ["duration(self) >= duration('1ms')", '1.5s', '999us'],
  [
    '(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
    { targetRefs: [] },
    { targetRefs: [], workloadSelector: {} },
  ],
  ['has(self.context) ? ((self.context == "WAYPOINT")…', { context: 'WAYPOINT', waypoint: {} }, { waypoint: {} }],
  ['0 < self && self <= 65535', 443, 65536],
  [
    '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
    { credentialNames: [] },
    { tlsCertificates: [], credentialNames: [] },
  ],
  [
    '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
    { credentialName: 'a' },
    { credentialName: 'a', credentialNames: ['b'] },
  ],
  [
    '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1',
    { tlsCertificates: [] },
    { tlsCertificates: [], credentialNames: [] },
  ],
  [
    '(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1',
    { endpoints: [] },
    { endpoints: [], workloadSelector: {} },
  ],
  [
    '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/"))…',
    { addresses: ['10.0.0.0/8'], resolution: 'STATIC' },
    { addresses: ['10.0.0.0/8'], resolution: 'DNS' },
  ],
  [
    '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true',
    { resolution: 'STATIC', endpoints: [] },
    { endpoints: [] },
  ],
  [
    '((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN")…',
    { resolution: 'DNS_ROUND_ROBIN', endpoints: [{}] },
    { resolution: 'DNS_ROUND_ROBIN', endpoints: [{}, {}] },
  ],
  ['has(self.address) || has(self.network)', { network: 'n' }, {}],
  [
    '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true',
    { address: 'unix:///a' },
    { address: 'unix:///a', ports: { http: 80 } },
  ],
  [
    'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true',
    'unix:///a',
    'unix://a',
  ],
  ['self.startsWith("unix://") ? !self.endsWith("/") : true', '10.0.0.1', 'unix:///a/'],
  ['self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](…', { http: 80 }, { 'http-': 80 }],
  ['self != "*"', '*.example.com', '*'],
  [
    'self.all(l1, self.exists_one(l2, l1.number == l2.number))',
    [{ number: 1 }, { number: 2 }],
    [{ number: 1 }, { number: 1 }],
  ],
  ['self in ["", "HTTP", "HTTPS"]', 'HTTP', 'http'],
  [
    '(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals)…',
    { serviceAccounts: ['a'] },
    { serviceAccounts: ['a'], namespaces: ['b'] },
  ],
  [
    'has(self.portLevelMtls) ? (((has(self.selector)…',
    { portLevelMtls: {}, selector: { matchLabels: { app: 'a' } } },
    { portLevelMtls: {} },
  ],
  ['self.all(key, 0 < int(key) && int(key) <= 65535)', { '8080': {} }, { '70000': {} }],
  ['(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0)…', { jwks: '{}' }, { jwks: '{}', jwksUri: 'https://a' }],
  ['url(self).getScheme() in ["http", "https"]', 'https://example.com/jwks', 'example.com/jwks'],
  [
    '((has(self.operation) ? self.operation : "") == "UPSERT")…',
    { operation: 'UPSERT', value: 'a' },
    { operation: 'UPSERT' },
  ],
  [
    '((has(self.operation) ? self.operation : "") == "REMOVE")…',
    { operation: 'REMOVE' },
    { operation: 'REMOVE', value: 'a' },
  ],
];

/** The rules that tie the kind of a filter to the field of that name. */
const FILTERS = [
  'requestHeaderModifier',
  'responseHeaderModifier',
  'requestMirror',
  'extensionRef',
  'cors',
  'requestRedirect',
  'urlRewrite',
];

const UPPER: Readonly<Record<string, string>> = { cors: 'CORS', urlRewrite: 'URLRewrite' };

function filterSamples(field: string): RuleSample[] {
  const type = UPPER[field] ?? `${field[0]!.toUpperCase()}${field.slice(1)}`;
  return [
    [`!(has(self.${field}) && self.type != '${type}')`, { type, [field]: {} }, { type: 'Other', [field]: {} }],
    [`!(!has(self.${field}) && self.type == '${type}')`, { type: 'Other' }, { type }],
  ];
}

function onlyOnce(type: string): RuleSample {
  return [`self.filter(f, f.type == '${type}').size() <= 1`, [{ type }], [{ type }, { type }]];
}

function pathSample(condition: string, refused: string): RuleSample {
  return [`${http}!self.value.${condition} : true`, path('/a%20b'), path(refused)];
}

const ROUTES: readonly RuleSample[] = [
  ...FILTERS.flatMap(filterSamples),
  ...['RequestHeaderModifier', 'ResponseHeaderModifier', 'CORS', 'RequestRedirect', 'URLRewrite'].map(onlyOnce),
  [
    'self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (…',
    [
      { ...parent, sectionName: 'a' },
      { ...parent, namespace: 'other' },
    ],
    [
      { ...parent, sectionName: 'a', namespace: 'b' },
      { ...parent, namespace: 'b' },
    ],
  ],
  [
    'self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__)…',
    [parent, { ...parent, namespace: 'other' }],
    [parent, parent],
  ],
  ['(self.size() > 0 ? (has(self[0].matches)…', [{}, ...many(128)], many(129)],
  ['(self.size() > 0 ? self[0].matches.size() : 0)…', many(128), many(129)],
  [
    "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true",
    { group: '', kind: 'Service', port: 80 },
    { group: '', kind: 'Service' },
  ],
  ['!(has(self.percent) && has(self.fraction))', { percent: 1 }, { percent: 1, fraction: {} }],
  ['self.numerator <= self.denominator', { numerator: 1, denominator: 100 }, { numerator: 2, denominator: 1 }],
  ['has(self.type) ? has(self.service) || has(self.method) : true', { type: 'Exact', method: 'a' }, { type: 'Exact' }],
  ["(!has(self.type) || self.type == 'Exact') && has(self.service)…", { service: '.Acme.V1' }, { service: 'a-b' }],
  ["(!has(self.type) || self.type == 'Exact') && has(self.method)…", { method: 'Get_1' }, { method: '1' }],
  [
    '(has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters)…',
    { backendRefs: [{}], filters: [{}] },
    { backendRefs: [{}], filters: [{ requestRedirect: {} }] },
  ],
  [
    '(has(self.filters) && self.filters.exists_one(f, has(f.requestRedirect)…',
    { matches: prefixMatch, filters: [{ requestRedirect: toPrefix }] },
    { matches: exactMatch, filters: [{ requestRedirect: toPrefix }] },
  ],
  [
    '(has(self.filters) && self.filters.exists_one(f, has(f.urlRewrite)…',
    { matches: prefixMatch, filters: [{ urlRewrite: toPrefix }] },
    { matches: [{}], filters: [{ urlRewrite: toPrefix }] },
  ],
  [
    '(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.requestRedirect)…',
    { matches: prefixMatch, backendRefs: [{ filters: [{ requestRedirect: toPrefix }] }] },
    { matches: exactMatch, backendRefs: [{ filters: [{ requestRedirect: toPrefix }] }] },
  ],
  [
    '(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.urlRewrite)…',
    { matches: prefixMatch, backendRefs: [{ filters: [{ urlRewrite: toPrefix }] }] },
    { matches: [...prefixMatch, ...prefixMatch], backendRefs: [{ filters: [{ urlRewrite: toPrefix }] }] },
  ],
  [
    "!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))",
    [{ type: 'RequestRedirect' }],
    [{ type: 'RequestRedirect' }, { type: 'URLRewrite' }],
  ],
  ["!('*' in self && self.size() > 1)", ['*'], ['*', 'a']],
  [
    "self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true",
    { type: 'ReplaceFullPath', replaceFullPath: '/' },
    { type: 'ReplaceFullPath' },
  ],
  [
    "has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true",
    { type: 'ReplaceFullPath', replaceFullPath: '/' },
    { type: 'ReplacePrefixMatch', replaceFullPath: '/' },
  ],
  [
    "self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true",
    { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' },
    { type: 'ReplacePrefixMatch' },
  ],
  [
    "has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true",
    { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' },
    { type: 'ReplaceFullPath', replacePrefixMatch: '/' },
  ],
  [
    `${http}self.value.startsWith('/') : true`,
    { type: 'RegularExpression', value: 'a' },
    { type: 'Exact', value: 'a' },
  ],
  pathSample("contains('//')", '/a//b'),
  pathSample("contains('/./')", '/a/./b'),
  pathSample("contains('/../')", '/a/../b'),
  pathSample("contains('%2f')", '/a%2fb'),
  pathSample("contains('%2F')", '/a%2Fb'),
  pathSample("contains('#')", '/a#b'),
  pathSample("endsWith('/..')", '/a/..'),
  pathSample("endsWith('/.')", '/a/.'),
  ["self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'", { type: 'Exact' }, { type: 'Glob' }],
  [`${http}self.value.matches(…`, path("/a'b(c)%20"), path('/a b')],
  [
    '!(has(self.request) && has(self.backendRequest)…',
    { request: '1m', backendRequest: '60s' },
    { request: '1s', backendRequest: '1001ms' },
  ],
];

const GATEWAYS: readonly RuleSample[] = [
  [
    'self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name ? (…',
    [
      { ...target, sectionName: 'a' },
      { ...target, sectionName: 'b' },
    ],
    [{ ...target, sectionName: 'a' }, target],
  ],
  [
    'self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.sectionName)…',
    [target, { ...target, name: 'pay' }],
    [target, target],
  ],
  [
    '!(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates)…',
    { caCertificateRefs: [{}] },
    { caCertificateRefs: [{}], wellKnownCACertificates: 'System' },
  ],
  [
    '(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 || …',
    { wellKnownCACertificates: 'System' },
    { caCertificateRefs: [] },
  ],
  ['!(self.type == "Hostname" && (!has(self.hostname)…', { type: 'Hostname', hostname: 'a' }, { type: 'Hostname' }],
  [
    '!(self.type != "Hostname" && has(self.hostname)…',
    { type: 'Hostname', hostname: 'a' },
    { type: 'URI', hostname: 'a' },
  ],
  ['!(self.type == "URI" && (!has(self.uri)…', { type: 'URI', uri: 'a' }, { type: 'URI', uri: '' }],
  ['!(self.type != "URI" && has(self.uri)…', { type: 'URI', uri: 'a' }, { type: 'Hostname', uri: 'a' }],
  [
    "self.all(a1, a1.type == 'IPAddress'…",
    [{ type: 'IPAddress', value: '1.1.1.1' }, { type: 'IPAddress' }],
    [
      { type: 'IPAddress', value: '1.1.1.1' },
      { type: 'IPAddress', value: '1.1.1.1' },
    ],
  ],
  [
    "self.all(a1, a1.type == 'Hostname'…",
    [
      { type: 'Hostname', value: 'a' },
      { type: 'Hostname', value: 'b' },
    ],
    [
      { type: 'Hostname', value: 'a' },
      { type: 'Hostname', value: 'a' },
    ],
  ],
  [
    "self.type == 'Hostname' ? (!has(self.value)…",
    { type: 'Hostname', value: '*.a.com' },
    { type: 'Hostname', value: 'A.com' },
  ],
  ['self.all(key, key.matches(r"""^([a-z0-9]…', { 'example.com/a': 'b' }, { 'Example.com/a': 'b' }],
  ['self.all(key, key.split("/")[0].size() < 253)', { a: 'b' }, { [`${'a'.repeat(253)}/b`]: 'c' }],
  ["self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)", [listener], [{ ...listener, tls: {} }]],
  [
    "self.all(l, (l.protocol == 'HTTPS' && has(l.tls))…",
    [{ ...listener, protocol: 'HTTPS', tls: { mode: 'Terminate' } }],
    [{ ...listener, protocol: 'HTTPS', tls: { mode: 'Passthrough' } }],
  ],
  [
    "self.all(l, (l.protocol == 'TLS'…",
    [{ ...listener, protocol: 'TLS', tls: { mode: 'Passthrough' } }],
    [{ ...listener, protocol: 'TLS' }],
  ],
  [
    "self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname)…",
    [listener],
    [{ ...listener, protocol: 'TCP', hostname: 'a' }],
  ],
  [
    'self.all(l1, self.exists_one(l2, l1.name == l2.name))',
    [listener, { ...listener, name: 'b' }],
    [listener, listener],
  ],
  [
    'self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol…',
    [listener, { ...listener, hostname: 'a' }],
    [listener, { ...listener, name: 'b' }],
  ],
  [
    "self.mode == 'Terminate' ? size(self.certificateRefs) > 0…",
    { mode: 'Terminate', options: { a: 'b' } },
    { mode: 'Terminate' },
  ],
  ['self.all(t1, self.exists_one(t2, t1.port == t2.port))', [{ port: 1 }, { port: 2 }], [{ port: 1 }, { port: 1 }]],
  [
    'self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port)…',
    [listener, { ...listener, hostname: 'a' }, { name: 'c', protocol: 'HTTP' }],
    [listener, { ...listener, name: 'b' }],
  ],
  ['self.all(h, !isIP(h))', ['a.example.com'], ['::1']],
  ["self.all(h, !h.contains('*') ? h.matches(…", ['*.a.com', 'a.com'], ['a..com']],
  ["self.all(h, h.contains('*') ? (h.startsWith('*.')…", ['*.a.com'], ['a.*.com']],
];

const FLUX: readonly RuleSample[] = [
  ['has(self.configMapRef) || has(self.secretRef)', { secretRef: {} }, {}],
  ['!has(self.configMapRef) || !has(self.secretRef)', { secretRef: {} }, { configMapRef: {}, secretRef: {} }],
  [
    '!has(self.serviceAccountName) || (has(self.provider)…',
    { serviceAccountName: 'a', provider: 'aws' },
    { serviceAccountName: 'a', provider: 'github' },
  ],
];

export const RULE_SAMPLES: readonly RuleSample[] = [...ISTIO, ...ROUTES, ...GATEWAYS, ...FLUX];
