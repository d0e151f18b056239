import * as z from 'zod/mini';
import { RETRY_ON } from '../model/route.ts';
import { PROTOCOLS } from '../model/service.ts';

/**
 * What evaluating policies yields: plain JSON, as hostile as any input, until it has passed here. A declaration mirrors the
 * call that made it: `args` are the call's arguments, so that the path of a fault in `args` is its place in the user's call.
 */

const position = { file: z.string(), line: z.int(), column: z.int() };
const span = z.strictObject({ ...position, calledFrom: z.optional(z.array(z.strictObject(position))) });

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;
const HOST = /^(\*\.)?(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/i;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const LABEL_KEY =
  /^((?=.{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const HEADER_NAME = /^(?!host$)[!#$%&'*+.^_`|~0-9A-Za-z-]+$/i;
const IPV4 = String.raw`(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}`;

/** A `%` that escapes nothing, or a character that needs no escape. */
const NEEDLESS_ESCAPE = /%(?![0-9A-Fa-f]{2})|%(2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])/;

/** A string of a certain form; `what` completes the sentence "`x` is not …". */
function form(what: string, pattern: RegExp) {
  return z.string().check(z.regex(pattern, what));
}

/** What Envoy's matcher of templates takes between slashes. */
const TEMPLATE_SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]*$/;

/**
 * A path that a normalised request can have: proxies decode, resolve and merge before they match (RFC 3986, section 6), so a
 * rule about any other path would never hold, and a DENY of it would never refuse.
 */
function normalPath(what: string, isOperator: (segment: string, last: boolean) => boolean) {
  return form(what, /^\/[!-~]*$/).check(
    z.refine((path) => {
      const segments = path.split('/');
      const operators = segments.map((one, i) => isOperator(one, i === segments.length - 1));
      const literal = operators.includes(true) ? TEMPLATE_SEGMENT : /^[^?#\\{}*]*$/;
      return segments.every((one, i) => operators[i] || literal.test(one));
    }, what),
    z.refine(
      (path) => !path.includes('//') && !/\/\.\.?(\/|$)/.test(path) && !NEEDLESS_ESCAPE.test(path),
      'a path as proxies see it: without `//`, `/./`, `/../` and needless `%` escapes',
    ),
  );
}

const name = form('a DNS label: lower-case letters, digits and `-`, at most 63 characters (RFC 1123)', LABEL);
const objectName = form('a DNS name: lower-case letters, digits, `-` and `.` (RFC 1123)', SUBDOMAIN);
const trustDomain = form('a trust domain: lower-case letters, digits, `-` and `.`', SUBDOMAIN);
const host = form('a host such as `shop.example.com` or `*.example.com`', HOST);
const labelValue = form('a label value: letters, digits, `-`, `_` and `.`, at most 63 characters', LABEL_VALUE);
const labelKey = form('a label name such as `team` or `example.com/team`', LABEL_KEY);
const duration = form('a duration such as `250ms`, `5s`, `2m` or `1h`', /^(?=.*[1-9])\d+(\.\d+)?(ms|s|m|h)$/);
const headerName = form('a header name (for `host`, say `hosts`)', HEADER_NAME);
const text = z.string().check(z.minLength(1, 'text: it is empty'));
const method = z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE']);
const portNumber = z
  .int('a port, 1 to 65535')
  .check(z.minimum(1, 'a port, 1 to 65535'), z.maximum(65535, 'a port, 1 to 65535'));
const percentage = z.number().check(z.minimum(0, 'a percentage, 0 to 100'), z.maximum(100, 'a percentage, 0 to 100'));
const count = z.int('a whole number of at least 0').check(z.minimum(0, 'a whole number of at least 0'));
const positive = z.int('a whole number of at least 1').check(z.minimum(1, 'a whole number of at least 1'));
const cidr = form(
  'an address or block such as `10.0.0.0/8` or `2001:db8::/32`',
  new RegExp(String.raw`^(${IPV4}(/(3[0-2]|[12]?\d))?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/(12[0-8]|1[01]\d|[1-9]?\d))?)$`),
);
const labels = z.record(labelKey, labelValue);
const mtls = z.enum(['strict', 'permissive', 'disabled']);

function atLeastOne<T extends z.core.SomeType>(element: T) {
  return z
    .array(element)
    .check(z.minLength(1, 'an empty list: it would mean nobody to one reader and anybody to another'));
}
function oneOrMore<T extends z.core.SomeType>(element: T) {
  return z.union([element, atLeastOne(element)]);
}
function reference<const Kind extends string>(kind: Kind) {
  return z.strictObject({ ref: z.literal(kind), id: z.string() });
}

const serviceRef = reference('service');
const namespaceRef = reference('namespace');
const gatewayRef = reference('gateway');
const issuerRef = reference('issuer');

const stringPattern = z.union([
  z.string(),
  z.strictObject({ exact: z.string() }),
  z.strictObject({ prefix: text }),
  z.strictObject({ suffix: text }),
  z.strictObject({ regex: text }),
  z.strictObject({ present: z.literal(true) }),
]);
const headerPattern = z.union([
  stringPattern,
  z.strictObject({ absent: z.literal(true) }),
  z.strictObject({ not: stringPattern }),
]);
const pathText = normalPath(
  'a path: it begins with `/`, and braces and `*` stand only in `{*}` (one segment) and `{**}` (the rest, last)',
  (segment, last) => segment === '{*}' || (segment === '{**}' && last),
);
const exactPath = normalPath('a path: it begins with `/` and has no `?`, `#`, `*`, brace or blank', () => false);
const pathPattern = z.union([
  pathText,
  z.strictObject({ exact: exactPath }),
  z.strictObject({ prefix: exactPath }),
  z.strictObject({ suffix: form('the end of a path: without `?`, `#`, `*` or blank', /^[^\s?#*]+$/) }),
  z.strictObject({ template: pathText }),
  z.strictObject({ regex: text }),
]);
const headers = z.record(headerName, headerPattern);
const claims = z.record(text, z.union([stringPattern, atLeastOne(stringPattern)]));

const request = z.strictObject({
  methods: z.optional(atLeastOne(method)),
  notMethods: z.optional(atLeastOne(method)),
  paths: z.optional(atLeastOne(pathPattern)),
  notPaths: z.optional(atLeastOne(pathPattern)),
  hosts: z.optional(atLeastOne(host)),
  notHosts: z.optional(atLeastOne(host)),
  ports: z.optional(atLeastOne(z.union([portNumber, z.string()]))),
  notPorts: z.optional(atLeastOne(z.union([portNumber, z.string()]))),
  headers: z.optional(headers),
});

const atomicCaller = z.union([
  serviceRef,
  namespaceRef,
  gatewayRef,
  z.strictObject({
    serviceAccount: form(
      'a service account such as `bookinfo/productpage`',
      /^[a-z0-9][-a-z0-9]*\/[a-z0-9][-.a-z0-9]*$/,
    ),
  }),
  z.strictObject({
    spiffe: form(
      'a SPIFFE id such as `spiffe://cluster.local/ns/bookinfo/sa/reviews`',
      /^spiffe:\/\/[a-z0-9][-.a-z0-9]*\/ns\/[a-z0-9][-a-z0-9]*\/sa\/[a-z0-9][-.a-z0-9]*$/,
    ),
  }),
  z.strictObject({ trustDomain }),
  z.strictObject({ authenticated: z.literal(true) }),
  z.strictObject({ ipBlock: cidr }),
  z.strictObject({ remoteIpBlock: cidr }),
  z.strictObject({
    requestPrincipal: z.strictObject({
      issuer: issuerRef,
      subject: z.optional(stringPattern),
      audiences: z.optional(atLeastOne(text)),
      presenter: z.optional(text),
      claims: z.optional(claims),
    }),
  }),
]);
const caller = z.union([atomicCaller, z.strictObject({ allOf: atLeastOne(atomicCaller) })]);

const ruleFields = {
  from: z.union([z.literal('anyone'), caller, atLeastOne(caller)]),
  except: z.optional(oneOrMore(atomicCaller)),
  requests: z.optional(oneOrMore(request)),
  when: z.optional(
    z.strictObject({
      headers: z.optional(headers),
      claims: z.optional(claims),
      sni: z.optional(oneOrMore(stringPattern)),
      destinationIps: z.optional(oneOrMore(cidr)),
    }),
  ),
  dryRun: z.optional(z.boolean()),
  name: z.optional(name),
};
const rule = z.strictObject(ruleFields);
const customRule = z.strictObject({ ...ruleFields, provider: text });

const reached = oneOrMore(z.union([serviceRef, namespaceRef]));
const guardrailName = form('a name: one line of text', /^[^\r\n]{1,200}$/);
const guardrailFields = { from: ruleFields.from, requests: z.optional(oneOrMore(request)) };
const guardrail = z.union([
  z.strictObject({ ...guardrailFields, to: reached }),
  z.strictObject({ ...guardrailFields, reaches: reached }),
]);

const routeMatch = z.strictObject({
  path: z.optional(pathPattern),
  methods: z.optional(atLeastOne(method)),
  headers: z.optional(headers),
  query: z.optional(z.record(text, stringPattern)),
});
const httpStatus = z
  .int('an HTTP status, 200 to 599')
  .check(z.minimum(200, 'an HTTP status, 200 to 599'), z.maximum(599, 'an HTTP status, 200 to 599'));
const headerText = z.record(
  headerName,
  z.string().check(z.regex(/^[^\r\n\0]*$/, 'a header value: it breaks the line')),
);
const headerChanges = z.strictObject({
  set: z.optional(headerText),
  add: z.optional(headerText),
  remove: z.optional(atLeastOne(headerName)),
});
const routeOptions = {
  timeout: z.optional(duration),
  retries: z.optional(
    z.strictObject({
      attempts: count,
      perTryTimeout: z.optional(duration),
      retryOn: z.optional(atLeastOne(z.union([z.enum(RETRY_ON), httpStatus]))),
    }),
  ),
  fault: z.optional(
    z.strictObject({
      delay: z.optional(z.strictObject({ fixedDelay: duration, percentage })),
      abort: z.optional(z.strictObject({ httpStatus, percentage })),
    }),
  ),
  mirror: z.optional(
    z.strictObject({
      service: serviceRef,
      version: z.optional(z.string()),
      port: z.optional(z.string()),
      percentage: z.optional(percentage),
    }),
  ),
  rewrite: z.optional(z.strictObject({ path: z.optional(exactPath), host: z.optional(host) })),
  requestHeaders: z.optional(headerChanges),
  responseHeaders: z.optional(headerChanges),
  cors: z.optional(
    z.strictObject({
      allowOrigins: atLeastOne(stringPattern),
      allowMethods: z.optional(atLeastOne(method)),
      allowHeaders: z.optional(atLeastOne(headerName)),
      exposeHeaders: z.optional(atLeastOne(headerName)),
      allowCredentials: z.optional(z.boolean()),
      maxAge: z.optional(duration),
    }),
  ),
};
const redirect = z.strictObject({
  scheme: z.optional(z.enum(['http', 'https'])),
  host: z.optional(host),
  port: z.optional(portNumber),
  path: z.optional(exactPath),
  status: z.optional(z.literal([301, 302, 303, 307, 308])),
});
const directResponse = z.strictObject({ status: httpStatus, body: z.optional(z.string()) });
const weights = z.record(z.string(), z.number());
const destination = z.strictObject({
  service: serviceRef,
  version: z.optional(z.string()),
  port: z.optional(z.string()),
  weight: z.number(),
});
const serviceRoute = z.strictObject({
  name: z.optional(name),
  port: z.optional(z.string()),
  match: z.optional(oneOrMore(routeMatch)),
  to: z.optional(z.union([weights, atLeastOne(destination)])),
  redirect: z.optional(redirect),
  directResponse: z.optional(directResponse),
  ...routeOptions,
});
const gatewayMatch = {
  name: z.optional(name),
  hosts: z.optional(atLeastOne(z.union([z.literal('*'), host]))),
  listeners: z.optional(atLeastOne(z.string())),
  paths: z.optional(atLeastOne(pathPattern)),
  match: z.optional(oneOrMore(routeMatch)),
};
const gatewayRoute = z.strictObject({
  ...gatewayMatch,
  port: z.optional(z.string()),
  to: z.optional(weights),
  ...routeOptions,
});
const gatewayAnswer = z.strictObject({
  ...gatewayMatch,
  responseHeaders: z.optional(headerChanges),
  redirect: z.optional(redirect),
  directResponse: z.optional(directResponse),
});

const probeTiming = {
  initialDelay: z.optional(duration),
  period: z.optional(duration),
  timeout: z.optional(duration),
  failureThreshold: z.optional(positive),
  successThreshold: z.optional(positive),
};
const probe = z.union([
  z.strictObject({ ...probeTiming, http: exactPath, port: z.optional(portNumber) }),
  z.strictObject({ ...probeTiming, tcp: portNumber }),
  z.strictObject({ ...probeTiming, grpc: portNumber }),
  z.strictObject({ ...probeTiming, exec: atLeastOne(z.string()) }),
]);
const quantity = form(
  'a quantity such as `100m`, `0.5` or `64Mi`',
  /^\d+(\.\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|e\d+)?$/,
);
const envValue = z.union([
  z.string(),
  z.strictObject({ secret: objectName, key: text }),
  z.strictObject({ configMap: objectName, key: text }),
  z.strictObject({ field: text }),
]);
const version = z.strictObject({
  labels: z.optional(labels),
  image: z.optional(form('an image reference', /^\S+$/)),
  replicas: z.optional(count),
  command: z.optional(atLeastOne(z.string())),
  args: z.optional(atLeastOne(z.string())),
  env: z.optional(z.record(form('a name of an environment variable', /^[-._a-zA-Z][-._a-zA-Z0-9]*$/), envValue)),
  resources: z.optional(
    z.strictObject({
      requests: z.optional(z.record(text, quantity)),
      limits: z.optional(z.record(text, quantity)),
    }),
  ),
  probes: z.optional(
    z.strictObject({ liveness: z.optional(probe), readiness: z.optional(probe), startup: z.optional(probe) }),
  ),
});
const portName = form(
  'a port name: lower-case letters, digits and single `-`, at most 15 characters',
  /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
);
const port = z.union([
  portNumber,
  z.strictObject({ port: portNumber, targetPort: z.optional(portNumber), protocol: z.optional(z.enum(PROTOCOLS)) }),
]);
const serviceOptions = z.strictObject({
  ports: z.record(portName, port),
  versions: z.optional(z.record(labelValue, version)),
  serviceAccount: z.optional(z.union([objectName, z.strictObject({ name: objectName, existing: z.literal(true) })])),
  selector: z.optional(labels),
  mtls: z.optional(z.union([mtls, z.strictObject({ mode: z.optional(mtls), ports: z.record(z.string(), mtls) })])),
  labels: z.optional(labels),
});

const listener = z.strictObject({
  port: portNumber,
  hosts: atLeastOne(z.union([z.literal('*'), host])),
  protocol: z.optional(z.enum(['http', 'https', 'http2', 'grpc', 'tls', 'tcp'])),
  tls: z.optional(
    z.union([
      z.strictObject({
        mode: z.enum(['terminate', 'mutual']),
        credential: objectName,
        minVersion: z.optional(z.enum(['1.2', '1.3'])),
      }),
      z.strictObject({ mode: z.literal('passthrough') }),
    ]),
  ),
  redirect: z.optional(z.literal('https')),
});

const trafficOptions = z.strictObject({
  loadBalancer: z.optional(
    z.union([
      z.enum(['round-robin', 'least-request', 'random', 'passthrough']),
      z.strictObject({
        consistentHash: z.union([
          z.strictObject({ header: headerName, minimumRingSize: z.optional(positive) }),
          z.strictObject({ queryParameter: text, minimumRingSize: z.optional(positive) }),
          z.strictObject({
            cookie: z.strictObject({ name: text, path: z.optional(text), ttl: duration }),
            minimumRingSize: z.optional(positive),
          }),
          z.strictObject({ sourceIp: z.literal(true), minimumRingSize: z.optional(positive) }),
        ]),
      }),
    ]),
  ),
  localityFailover: z.optional(atLeastOne(z.strictObject({ from: text, to: text }))),
  warmup: z.optional(duration),
  connectionPool: z.optional(
    z.strictObject({
      maxConnections: z.optional(positive),
      connectTimeout: z.optional(duration),
      idleTimeout: z.optional(duration),
      maxConnectionDuration: z.optional(duration),
      maxPendingRequests: z.optional(positive),
      maxRequests: z.optional(positive),
      maxRequestsPerConnection: z.optional(positive),
      maxRetries: z.optional(count),
      h2Upgrade: z.optional(z.boolean()),
    }),
  ),
  outlierDetection: z.optional(
    z.strictObject({
      consecutive5xxErrors: z.optional(positive),
      consecutiveGatewayErrors: z.optional(positive),
      interval: z.optional(duration),
      baseEjectionTime: z.optional(duration),
      maxEjectionPercent: z.optional(percentage),
      minHealthPercent: z.optional(percentage),
    }),
  ),
  tls: z.optional(
    z.union([
      z.strictObject({ mode: z.enum(['istio-mutual', 'disabled']) }),
      z.strictObject({
        mode: z.enum(['simple', 'mutual']),
        sni: z.optional(host),
        credential: z.optional(objectName),
        subjectAltNames: z.optional(atLeastOne(text)),
      }),
    ]),
  ),
});

const meshOptions = z.strictObject({
  trustDomain: z.optional(trustDomain),
  trustDomainAliases: z.optional(atLeastOne(trustDomain)),
  rootNamespace: z.optional(name),
  clusterDomain: z.optional(objectName),
  mtls: z.optional(mtls),
  authorization: z.optional(z.enum(['deny-by-default', 'allow-by-default'])),
  tracing: z.optional(z.strictObject({ provider: text, sampling: percentage })),
  accessLogs: z.optional(z.strictObject({ provider: text, filter: z.optional(text) })),
});
const namespaceOptions = z.strictObject({
  dataPlane: z.union([
    z.enum(['sidecar', 'ambient', 'none']),
    z.strictObject({ sidecar: z.strictObject({ revision: name }) }),
  ]),
  mtls: z.optional(mtls),
  labels: z.optional(labels),
  existing: z.optional(z.boolean()),
});
const issuerOptions = z.strictObject({
  issuer: text,
  jwksUri: z.optional(form('an http or https URL', /^https?:\/\/[^\s/]+(\/\S*)?$/)),
  jwks: z.optional(text),
  audiences: z.optional(atLeastOne(text)),
  fromHeaders: z.optional(atLeastOne(z.strictObject({ name: headerName, prefix: z.optional(text) }))),
  forwardToken: z.optional(z.boolean()),
});

const manifest = z.union([
  z.strictObject({ $manifests: z.array(z.looseObject({})) }),
  z.looseObject({
    apiVersion: text,
    kind: text,
    metadata: z.looseObject({ name: z.string() }),
  }),
]);

/** The schema of each kind of declaration: whose method it was, and the arguments of the call. */
export const DECLARATIONS = {
  mesh: z.strictObject({ kind: z.literal('mesh'), span, in: reference('mesh'), args: z.tuple([name, meshOptions]) }),
  namespace: declaration('namespace', reference('mesh'), z.tuple([name, namespaceOptions])),
  service: declaration('service', namespaceRef, z.tuple([name, serviceOptions])),
  call: declaration('call', serviceRef, z.tuple([serviceRef], request)),
  route: declaration('route', serviceRef, z.tuple([serviceRoute], serviceRoute)),
  traffic: declaration('traffic', serviceRef, z.tuple([trafficOptions])),
  allow: declaration('allow', owner(), z.tuple([rule])),
  deny: declaration('deny', owner(), z.tuple([rule])),
  audit: declaration('audit', owner(), z.tuple([rule])),
  custom: declaration('custom', owner(), z.tuple([customRule])),
  gateway: declaration(
    'gateway',
    reference('mesh'),
    z.tuple([
      name,
      z.strictObject({
        namespace: namespaceRef,
        listeners: z.record(name, listener),
        workload: z.optional(
          z.strictObject({
            namespace: z.optional(name),
            selector: z.optional(labels),
            serviceAccount: z.optional(objectName),
          }),
        ),
      }),
    ]),
  ),
  'gateway-route': declaration(
    'gateway-route',
    gatewayRef,
    z.union([z.tuple([serviceRef], gatewayRoute), z.tuple([gatewayAnswer])]),
  ),
  issuer: declaration('issuer', reference('mesh'), z.tuple([name, issuerOptions])),
  never: declaration('never', reference('mesh'), z.tuple([guardrailName, guardrail])),
  always: declaration('always', reference('mesh'), z.tuple([guardrailName, guardrail])),
  raw: declaration('raw', z.union([reference('mesh'), namespaceRef]), z.tuple([manifest], manifest)),
  patch: declaration(
    'patch',
    z.union([reference('mesh'), namespaceRef]),
    z.tuple([z.strictObject({ kind: text, name: objectName }), z.record(z.string(), z.json())]),
  ),
} as const;

function owner() {
  return z.union([reference('mesh'), namespaceRef, serviceRef, gatewayRef]);
}

function declaration<const Kind extends string, In extends z.core.SomeType, Args extends z.core.SomeType>(
  kind: Kind,
  owned: In,
  args: Args,
) {
  return z.strictObject({ kind: z.literal(kind), span, in: owned, args });
}

export type DeclarationKind = keyof typeof DECLARATIONS;
export type DeclarationOf<Kind extends DeclarationKind> = z.infer<(typeof DECLARATIONS)[Kind]>;
export type Declaration = { [Kind in DeclarationKind]: DeclarationOf<Kind> }[DeclarationKind];

export type CallerSyntax = z.infer<typeof caller>;
export type AtomicCallerSyntax = z.infer<typeof atomicCaller>;
export type RequestSyntax = z.infer<typeof request>;
export type RuleSyntax = z.infer<typeof rule> & { provider?: string };
export type StringPatternSyntax = z.infer<typeof stringPattern>;
export type HeaderPatternSyntax = z.infer<typeof headerPattern>;
export type PathPatternSyntax = z.infer<typeof pathPattern>;
export type RouteMatchSyntax = z.infer<typeof routeMatch>;
export type ServiceRouteSyntax = z.infer<typeof serviceRoute>;
export type GatewayRouteSyntax = z.infer<typeof gatewayRoute>;
export type GatewayAnswerSyntax = z.infer<typeof gatewayAnswer>;
export type RouteOptionsSyntax = Pick<ServiceRouteSyntax, keyof typeof routeOptions>;
export type RedirectSyntax = z.infer<typeof redirect>;
export type ServiceOptionsSyntax = z.infer<typeof serviceOptions>;
export type VersionSyntax = z.infer<typeof version>;
export type ProbeSyntax = z.infer<typeof probe>;
export type TrafficSyntax = z.infer<typeof trafficOptions>;
export type ListenerSyntax = z.infer<typeof listener>;
export type ConditionsSyntax = NonNullable<RuleSyntax['when']>;
