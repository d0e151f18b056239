import { isIP } from 'node:net';
import * as z from 'zod/mini';
import type { NonEmpty } from '../base/nonempty.ts';
import { ENVOY_DEFAULTS, ENVOY_VERSIONS, type Provider, type StaticEndpoint } from './envoy.ts';
import { text } from './values.ts';

const AN_OBJECT = 'must be an object';

/** On the machine of a proxy, where nothing else says what a relative path is relative to. */
const absolute = text.check(
  z.regex(/^\/[^\p{C}]*$/u, 'must be an absolute path'),
  z.refine((path) => !path.split('/').includes('..'), 'must be an absolute path without `..`'),
);
const address = z
  .string('must be an IP address')
  .check(z.refine((value) => isIP(value) !== 0, 'must be an IP address, such as `127.0.0.1`'));
const port = z
  .number('must be a port')
  .check(z.refine((value) => Number.isInteger(value) && value > 0 && value < 65_536, 'must be a port: 1 to 65535'));
const host = text.check(z.regex(/^[A-Za-z0-9.:_-]+$/, 'must be the name of a host or an IP address'));
const duration = z
  .string('must be a duration')
  .check(z.regex(/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/, 'must be a duration such as `500ms` or `5s`'));
const count = z
  .number('must be a number')
  .check(z.refine((value) => Number.isInteger(value) && value >= 0, 'must be a whole number, not negative'));
const headers = z.array(text, 'must be a list of headers');
const yesOrNo = z.boolean('must be true or false');
const locality = text.check(
  z.regex(/^[^/\s]+(\/[^/\s]+){0,2}$/, 'must be `region`, `region/zone` or `region/zone/subzone`'),
);

const certificates = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('files'), directory: absolute }),
    z.strictObject({ kind: z.literal('spire'), socket: absolute }),
  ],
  'must come from `files` or `spire` of `meshwright/config`',
);

const staticEndpoint = z.strictObject(
  {
    address,
    ports: z.optional(z.record(text, port, AN_OBJECT)),
    version: z.optional(text),
    locality: z.optional(locality),
    weight: z.optional(count.check(z.positive('must be more than zero'))),
  },
  AN_OBJECT,
);

const AT_LEAST_ONE = 'must be a list of at least one address';
const someEndpoints = z
  .array(staticEndpoint, AT_LEAST_ONE)
  .check(z.minLength(1, AT_LEAST_ONE)) as unknown as z.ZodMiniType<NonEmpty<StaticEndpoint>>;

const serviceKey = z.string().check(z.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must be `namespace/service`'));

const endpoints = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('dns'),
      name: text.check(
        z.regex(
          /^([A-Za-z0-9._-]|\{(service|namespace|version)\})+$/,
          'must be a host name, with `{service}`, `{namespace}` and `{version}` for what they say',
        ),
        z.refine((name) => name.includes('{service}'), 'must have `{service}` in it: services are told apart by it'),
      ),
    }),
    z.strictObject({
      kind: z.literal('static'),
      services: z.record(serviceKey, someEndpoints, AN_OBJECT),
    }),
  ],
  'must come from `dns` or `addresses` of `meshwright/config`',
);

const server = { service: host, port };
const asked = { ...server, timeout: z._default(duration, '600ms'), failOpen: z._default(yesOrNo, false) };

const PROVIDERS = {
  envoyExtAuthzGrpc: z.strictObject({ kind: z.literal('envoyExtAuthzGrpc'), ...asked }),
  envoyExtAuthzHttp: z.strictObject({
    kind: z.literal('envoyExtAuthzHttp'),
    ...asked,
    pathPrefix: z.optional(text.check(z.regex(/^\/[^\s?#]*$/, 'must be a path that begins with `/`'))),
    includeRequestHeadersInCheck: z._default(headers, []),
    headersToUpstreamOnAllow: z._default(headers, []),
  }),
  opentelemetry: z.strictObject({ kind: z.literal('opentelemetry'), ...server, port: z._default(port, 4317) }),
  zipkin: z.strictObject({
    kind: z.literal('zipkin'),
    ...server,
    port: z._default(port, 9411),
    path: z._default(text, '/api/v2/spans'),
  }),
  envoyOtelAls: z.strictObject({ kind: z.literal('envoyOtelAls'), ...server, port: z._default(port, 4317) }),
  envoyFileAccessLog: z.strictObject({
    kind: z.literal('envoyFileAccessLog'),
    path: z._default(absolute, '/dev/stdout'),
    logFormat: z.optional(z.record(text, z.string('must be a string'), AN_OBJECT)),
  }),
  envoyRateLimit: z.strictObject({ kind: z.literal('envoyRateLimit'), ...asked, domain: text }),
} as const satisfies Record<Provider['kind'], z.ZodMiniType>;

const provider = z.discriminatedUnion(
  'kind',
  Object.values(PROVIDERS) as unknown as [typeof PROVIDERS.opentelemetry],
  `must say its \`kind\`: ${Object.keys(PROVIDERS).join(', ')}`,
);

const { inbound, application, outbound, admin } = ENVOY_DEFAULTS;

const sections = {
  inbound: z.strictObject(
    { address: z._default(address, inbound.address), portOffset: z._default(count, inbound.portOffset) },
    AN_OBJECT,
  ),
  application: z.strictObject({ address: z._default(address, application.address) }, AN_OBJECT),
  outbound: z.strictObject(
    {
      address: z._default(address, outbound.address),
      port: z._default(port, outbound.port),
      tcp: z._default(
        z.record(
          z.string().check(z.regex(/^[a-z0-9-]+\/[a-z0-9-]+:\d+$/, 'must be `namespace/service:port`')),
          port,
          AN_OBJECT,
        ),
        {},
      ),
    },
    AN_OBJECT,
  ),
  admin: z.strictObject(
    {
      address: z._default(
        address.check(z.refine(isLoopback, 'must be of this machine alone: whoever reaches it may do anything')),
        admin.address,
      ),
      port: z._default(port, admin.port),
    },
    AN_OBJECT,
  ),
};

const object = z.strictObject(
  {
    version: z.enum(ENVOY_VERSIONS, `must be a version that meshwright knows: ${ENVOY_VERSIONS.join(', ')}`),
    configuration: z._default(
      z.enum(['filesystem', 'static'], 'must be `filesystem` or `static`'),
      ENVOY_DEFAULTS.configuration,
    ),
    directory: z._default(absolute, ENVOY_DEFAULTS.directory),
    scope: z._default(z.enum(['calls', 'mesh'], 'must be `calls` or `mesh`'), ENVOY_DEFAULTS.scope),
    certificates: z._default(certificates, ENVOY_DEFAULTS.certificates),
    endpoints: z._default(endpoints, ENVOY_DEFAULTS.endpoints),
    locality: z.optional(locality),
    inbound: z._default(sections.inbound, inbound),
    application: z._default(sections.application, application),
    outbound: z._default(sections.outbound, { ...outbound, tcp: {} }),
    admin: z._default(z.union([z.literal(false), sections.admin]), admin),
    systemCertificates: z._default(absolute, ENVOY_DEFAULTS.systemCertificates),
    xffNumTrustedHops: z._default(count, ENVOY_DEFAULTS.xffNumTrustedHops),
    providers: z._default(z.record(text, provider, AN_OBJECT), {}),
  },
  AN_OBJECT,
);

/** What `envoy` takes. */
export const envoyOptions = object.check(
  z.refine((it) => it.inbound.portOffset > 0 || apart(it.inbound.address, it.application.address), {
    path: ['inbound', 'portOffset'],
    error:
      'must not be zero: the service itself listens at that port, and a proxy that listens everywhere would be in its way',
  }),
);

export const envoyKeys: readonly string[] = Object.keys(object.shape);

/** What can be said in a part of the options, for suggestions. */
export function envoySectionKeys(section: string): readonly string[] {
  return Object.keys((sections as Readonly<Record<string, { shape: object }>>)[section]?.shape ?? {});
}

function isLoopback(value: string): boolean {
  return value === '::1' || value.startsWith('127.');
}

/** Whether both may listen at one port. */
function apart(one: string, other: string): boolean {
  const everywhere = ['0.0.0.0', '::'];
  return one !== other && !everywhere.includes(one) && !everywhere.includes(other);
}
