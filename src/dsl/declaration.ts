import * as z from 'zod/mini';
import {
  type atomicCaller,
  type caller,
  customRule,
  gatewayRef,
  guardrail,
  guardrailName,
  type headerPattern,
  namespaceRef,
  type pathPattern,
  request,
  rule,
  serviceRef,
  type stringPattern,
} from './schema/access.ts';
import {
  atLeastOne,
  form,
  headerName,
  labels,
  mtls,
  name,
  objectName,
  percentage,
  reference,
  text,
  trustDomain,
} from './schema/forms.ts';
import { listener } from './schema/gateways.ts';
import { type limitKey, rateLimit, type routeRateLimit } from './schema/rate-limits.ts';
import {
  gatewayAnswer,
  gatewayRoute,
  type redirect,
  type routeMatch,
  type routeOptions,
  serviceRoute,
} from './schema/routes.ts';
import { type probe, serviceOptions, type version } from './schema/services.ts';
import { trafficOptions } from './schema/traffic.ts';

/**
 * What evaluating policies yields: plain JSON, as hostile as any input, until it has passed here. A declaration mirrors the
 * call that made it: `args` are the call's arguments, so that the path of a fault in `args` is its place in the user's call.
 */

const position = { file: z.string(), line: z.int(), column: z.int() };
const span = z.strictObject({ ...position, calledFrom: z.optional(z.array(z.strictObject(position))) });

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
  'rate-limit': declaration('rate-limit', z.union([serviceRef, gatewayRef]), z.tuple([rateLimit], rateLimit)),
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
    z.tuple([
      z.strictObject({ kind: text, name: objectName, namespace: z.optional(name) }),
      z.record(z.string(), z.json()),
    ]),
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
export type RateLimitSyntax = z.infer<typeof rateLimit>;
export type RouteRateLimitSyntax = z.infer<typeof routeRateLimit>;
export type LimitKeySyntax = z.infer<typeof limitKey>;
export type ListenerSyntax = z.infer<typeof listener>;
export type ConditionsSyntax = NonNullable<RuleSyntax['when']>;
