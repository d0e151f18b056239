import { groupBy } from '../base/order.ts';
import { within } from '../base/span.ts';
import { error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { DECLARATIONS, type Declaration, type DeclarationKind, type DeclarationOf } from '../dsl/declaration.ts';
import type { AuthorizationRule } from '../model/authorization.ts';
import type { Call, DataPlane, Issuer, Mesh, Namespace } from '../model/mesh.ts';
import type { RateLimit, RateLimitPolicy } from '../model/rate-limit.ts';
import type { TrafficPolicy } from '../model/traffic.ts';
import { Context, type MeshSettings } from './context.ts';
import { elaborateGateway, elaborateGatewayRoute } from './gateways.ts';
import { elaborateGuardrail } from './guardrails.ts';
import { elaborateRateLimits } from './rate-limits.ts';
import { elaboratePatch, elaborateRaw } from './raw.ts';
import { elaborateRoutes } from './routes.ts';
import { elaborateCall, elaborateRule } from './rules.ts';
import { elaborateService } from './services.ts';
import { elaborateTraffic } from './traffic.ts';

type Declared = { readonly [Kind in DeclarationKind]: readonly DeclarationOf<Kind>[] };

/**
 * Declarations to model: references resolved, defaults filled in, names used once. What refers is elaborated after what can
 * be referred to, so the order of declaration does not matter for meaning.
 */
export function elaborate(declarations: readonly Declaration[]): Report<Mesh | undefined> {
  const declared = byKind(declarations);
  const [root] = declared.mesh;
  if (root === undefined) {
    return { result: undefined, diagnostics: [error('MW1000', 'evaluating the policies yielded no mesh')] };
  }
  const context = new Context(settingsOf(root));
  for (const one of declared.namespace) declareNamespace(one, context);
  for (const one of declared.issuer) declareIssuer(one, context);
  for (const one of declared.service) elaborateService(one, context);
  for (const one of declared.gateway) elaborateGateway(one, context);
  const result = assemble(declared, context);
  return { result, diagnostics: context.diagnostics };
}

export function byKind(declarations: readonly Declaration[]): Declared {
  const groups = groupBy(declarations, ({ kind }) => kind);
  const kinds = Object.keys(DECLARATIONS) as readonly DeclarationKind[];
  return Object.fromEntries(kinds.map((kind) => [kind, groups.get(kind) ?? []])) as unknown as Declared;
}

function settingsOf({ span, args: [name, options] }: DeclarationOf<'mesh'>): MeshSettings {
  const { trustDomain, trustDomainAliases, rootNamespace, clusterDomain, mtls, authorization, tracing, accessLogs } =
    options;
  return {
    name,
    trustDomain: trustDomain ?? 'cluster.local',
    trustDomainAliases: trustDomainAliases ?? [],
    rootNamespace: rootNamespace ?? 'istio-system',
    clusterDomain: clusterDomain ?? 'cluster.local',
    mtls: mtls ?? 'strict',
    authorization: authorization ?? 'deny-by-default',
    ...(tracing && { tracing }),
    ...(accessLogs && { accessLogs }),
    span,
  };
}

export function declareNamespace({ span, args: [name, options] }: DeclarationOf<'namespace'>, context: Context): void {
  const namespace: Namespace = {
    name,
    dataPlane: dataPlaneOf(options.dataPlane),
    ...(options.mtls && { mtls: options.mtls }),
    labels: options.labels ?? {},
    owned: !(options.existing ?? false),
    span,
  };
  context.declare(context.namespaces, name, namespace, 'MW1102', `namespace \`${name}\``);
}

function dataPlaneOf(syntax: DeclarationOf<'namespace'>['args'][1]['dataPlane']): DataPlane {
  return typeof syntax === 'string' ? { kind: syntax } : { kind: 'sidecar', revision: syntax.sidecar.revision };
}

function declareIssuer({ span, args: [name, options] }: DeclarationOf<'issuer'>, context: Context): void {
  const { issuer, jwksUri, jwks, audiences, fromHeaders, forwardToken } = options;
  if ((jwksUri === undefined) === (jwks === undefined)) {
    context.error(
      'MW1008',
      jwks === undefined ? `issuer \`${name}\` has no keys` : `issuer \`${name}\` has both \`jwksUri\` and \`jwks\``,
      {
        span: within(span, 1),
        help: 'say either `jwksUri` or `jwks`: without keys no token could be verified',
      },
    );
  }
  const declared: Issuer = {
    name,
    issuer,
    jwks: jwks === undefined ? { kind: 'uri', uri: jwksUri ?? '' } : { kind: 'inline', jwks },
    audiences: audiences ?? [],
    fromHeaders: fromHeaders ?? [],
    forwardToken: forwardToken ?? false,
    span,
  };
  context.declare(context.issuers, name, declared, 'MW1105', `issuer \`${name}\``);
}

function assemble(declared: Declared, context: Context): Mesh {
  const routes = routesOf(declared, context);
  const traffic = trafficOf(declared, context);
  const gatewayRoutes = gatewayRoutesOf(declared, context);
  const calls: Call[] = [];
  const rules: AuthorizationRule[] = [];
  for (const one of declared.call) {
    const made = elaborateCall(one, context);
    if (made === undefined) continue;
    calls.push(made.call);
    rules.push(made.rule);
  }
  for (const one of [...declared.allow, ...declared.deny, ...declared.audit, ...declared.custom]) {
    const rule = elaborateRule(one, context);
    if (rule) rules.push(rule);
  }
  return {
    ...context.settings,
    namespaces: [...context.namespaces.values()],
    services: [...context.services.values()].map((service) => ({
      ...service,
      ...(traffic.has(service.key) && { traffic: traffic.get(service.key)! }),
      routes: routes.get(service.key) ?? [],
    })),
    gateways: [...context.gateways.values()].map((gateway) => ({
      ...gateway,
      routes: gatewayRoutes.get(gateway.key)?.flatMap((part) => part.routes) ?? [],
    })),
    issuers: [...context.issuers.values()],
    calls,
    rules: [...rules, ...[...gatewayRoutes.values()].flat().flatMap((part) => part.rules)],
    rateLimits: rateLimitsOf(declared, context),
    guardrails: [...declared.never, ...declared.always].flatMap((one) => elaborateGuardrail(one, context) ?? []),
    raw: declared.raw.flatMap((one) => elaborateRaw(one, context)),
    patches: declared.patch.flatMap((one) => elaboratePatch(one, context) ?? []),
  };
}

/** Collects what several declarations say about one owner, each knowing how much came before it. */
function collect<D extends { readonly in: { readonly id: string } }, T>(
  declarations: readonly D[],
  elaborateOne: (declaration: D, before: readonly T[]) => readonly T[],
): Map<string, T[]> {
  const collected = new Map<string, T[]>();
  for (const one of declarations) {
    const before = collected.get(one.in.id) ?? [];
    before.push(...elaborateOne(one, before));
    collected.set(one.in.id, before);
  }
  return collected;
}

export function routesOf(declared: Declared, context: Context) {
  const routes = collect(declared.route, (one, before: readonly ReturnType<typeof elaborateRoutes>[number][]) =>
    elaborateRoutes(one, before.length, context),
  );
  for (const [id, list] of routes) {
    reportTwins('routes', id, list, context);
    reportTwinLimits(id, list, context);
  }
  return routes;
}

function rateLimitsOf(declared: Declared, context: Context): readonly RateLimit[] {
  // A service and a gateway may have the same name.
  const owners = groupBy(declared['rate-limit'], ({ in: { ref, id } }) => `${ref} ${id}`);
  const limits = Array.from(owners, ([owner, declarations]) => {
    const own: RateLimit[] = [];
    for (const one of declarations) own.push(...elaborateRateLimits(one, own.length, context));
    reportTwins('limits', owner, own, context);
    return own;
  });
  return limits.flat();
}

function gatewayRoutesOf(declared: Declared, context: Context) {
  const collected = collect(
    declared['gateway-route'],
    (one, before: readonly ReturnType<typeof elaborateGatewayRoute>[]) => [
      elaborateGatewayRoute(
        one,
        before.reduce((sum, part) => sum + part.routes.length, 0),
        context,
      ),
    ],
  );
  for (const [id, parts] of collected) {
    const routes = parts.flatMap((part) => part.routes.map((one) => (one.kind === 'http' ? one.route : one)));
    reportTwinLimits(id, routes, context);
  }
  return collected;
}

/** Of one name there is one bucket. */
function reportTwinLimits(
  id: string,
  routes: readonly { readonly kind: string; readonly rateLimit?: RateLimitPolicy }[],
  context: Context,
): void {
  if (routes.length < 2) return;
  const limits = routes.flatMap(({ rateLimit }) => rateLimit ?? []);
  reportTwins('limits of routes', id, limits, context);
}

function reportTwins(
  what: string,
  owner: string,
  list: readonly { readonly name: string; readonly span: Mesh['span'] }[],
  context: Context,
): void {
  if (list.length < 2) return;
  for (const [name, twins] of groupBy(list, (one) => one.name)) {
    const [first, second] = twins;
    if (first && second) {
      context.error('MW1106', `two ${what} of \`${owner.slice(owner.indexOf('/') + 1)}\` are named \`${name}\``, {
        span: within(second.span, 'name'),
        related: [{ span: within(first.span, 'name'), note: 'first here' }],
      });
    }
  }
}

export function trafficOf(declared: Declared, context: Context): ReadonlyMap<string, TrafficPolicy> {
  const traffic = new Map<string, TrafficPolicy>();
  for (const one of declared.traffic) {
    const service = context.resolve(context.services, 'service', one.in.id, one.span);
    if (service)
      context.declare(traffic, service.key, elaborateTraffic(one), 'MW1103', `the traffic of \`${service.name}\``);
  }
  return traffic;
}
