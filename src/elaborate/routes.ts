import { isNonEmpty, type NonEmpty } from '../base/nonempty.ts';
import { type Span, within } from '../base/span.ts';
import type { DeclarationOf, RedirectSyntax, RouteOptionsSyntax, ServiceRouteSyntax } from '../dsl/declaration.ts';
import type { WorkloadRef } from '../model/authorization.ts';
import type {
  Cors,
  HeaderChanges,
  HttpAction,
  HttpRoute,
  Mirror,
  Redirect,
  Retries,
  RetryOn,
  TcpRoute,
  WeightedDestination,
} from '../model/route.ts';
import { isHttp } from '../model/service.ts';
import type { Context, ServiceCore } from './context.ts';
import { httpMatches, nonEmpty, stringMatches } from './matches.ts';
import { hasVersion, portNamed } from './ports.ts';
import { rateLimitPolicy } from './rate-limits.ts';

/** The routes of one `service.route(…)`; `before` counts those of earlier calls. */
export function elaborateRoutes(
  { span, in: owner, args }: DeclarationOf<'route'>,
  before: number,
  context: Context,
): readonly (HttpRoute | TcpRoute)[] {
  const service = context.resolve(context.services, 'service', owner.id, span);
  if (service === undefined) return [];
  return args.flatMap(
    (syntax, i) => serviceRoute(syntax, `route-${before + i + 1}`, service, within(span, i), context) ?? [],
  );
}

function serviceRoute(
  syntax: ServiceRouteSyntax,
  fallback: string,
  service: ServiceCore,
  span: Span,
  context: Context,
) {
  const port = syntax.port === undefined ? undefined : portNamed(syntax.port, service, within(span, 'port'), context);
  if (syntax.port !== undefined && port === undefined) return undefined;
  const name = syntax.name ?? fallback;
  const carriesHttp = port ? isHttp(port.protocol) : service.ports.some((one) => isHttp(one.protocol));
  if (!carriesHttp) return tcpRoute(syntax, name, port?.port, service, span, context);
  const action = actionOf(syntax, service, span, context);
  const options = routeOptions(syntax, { name, scope: { kind: 'service', service: service.key } }, span, context);
  if (!action || !options) return undefined;
  const route: HttpRoute = {
    kind: 'http',
    name,
    ...(port && { port: port.port }),
    matches: httpMatches(undefined, syntax.match),
    action,
    ...options,
    span,
  };
  return checkRewrite(route, context) ? route : undefined;
}

const TCP_FIELDS: readonly string[] = ['name', 'port', 'to'];

function tcpRoute(
  syntax: ServiceRouteSyntax,
  name: string,
  port: number | undefined,
  service: ServiceCore,
  span: Span,
  context: Context,
): TcpRoute | undefined {
  const http = Object.keys(syntax).filter((field) => !TCP_FIELDS.includes(field));
  for (const field of http) {
    context.error('MW1012', `\`${field}\` is for HTTP, and this route of \`${service.name}\` is for TCP`, {
      span: within(span, field),
    });
  }
  const to = destinations(syntax.to, service, undefined, span, context);
  return to && http.length === 0 ? { kind: 'tcp', name, ...(port !== undefined && { port }), to, span } : undefined;
}

const ACTIONS = ['to', 'redirect', 'directResponse'] as const;

function actionOf(
  syntax: ServiceRouteSyntax,
  service: ServiceCore,
  span: Span,
  context: Context,
): HttpAction | undefined {
  const given = ACTIONS.filter((field) => syntax[field] !== undefined);
  if (given.length > 1) {
    return context.error(
      'MW1011',
      `a route does one thing, and this has ${given.map((field) => `\`${field}\``).join(' and ')}`,
      {
        span: within(span, given[1]!),
      },
    );
  }
  if (syntax.redirect) return { kind: 'redirect', ...redirectOf(syntax.redirect) };
  if (syntax.directResponse) return { kind: 'direct-response', ...syntax.directResponse };
  const to = destinations(syntax.to, service, undefined, span, context);
  return to && { kind: 'forward', to };
}

export function redirectOf({ status, ...rest }: RedirectSyntax): Redirect {
  return { ...rest, ...(rest.host && { host: rest.host.toLowerCase() }), status: status ?? 301 };
}

/** Where requests go: weights by version of the service itself, a list of destinations, or the service as a whole. */
export function destinations(
  syntax: ServiceRouteSyntax['to'],
  service: ServiceCore,
  port: number | undefined,
  span: Span,
  context: Context,
): NonEmpty<WeightedDestination> | undefined {
  const own = { service: service.key, ...(port !== undefined && { port }) };
  if (syntax === undefined) return [{ ...own, weight: 100 }];
  const list = Array.isArray(syntax)
    ? syntax.map((one, i) => elsewhere(one, within(span, 'to', i), context))
    : Object.entries(syntax).map(([version, weight]) =>
        hasVersion(version, service, () => within(span, 'to', version), context)
          ? { ...own, version, weight }
          : undefined,
      );
  if (list.includes(undefined)) return undefined;
  const found = list as WeightedDestination[];
  if (isNonEmpty(found)) return found;
  return context.error('MW1002', '`to` is empty', {
    span: within(span, 'to'),
    help: 'leave it out to mean all versions',
  });
}

type DestinationSyntax = Exclude<ServiceRouteSyntax['to'], undefined | Record<string, number>>[number];

function elsewhere(syntax: DestinationSyntax, span: Span, context: Context): WeightedDestination | undefined {
  const place = placeOf(syntax, span, context);
  return place && { ...place, weight: syntax.weight };
}

interface PlaceSyntax {
  readonly service: { readonly id: string };
  readonly version?: string | undefined;
  readonly port?: string | undefined;
}

/** A service by reference, with a version and a port of it where they are named. */
function placeOf({ service: { id }, version, port }: PlaceSyntax, span: Span, context: Context) {
  const service = context.resolve(context.services, 'service', id, within(span, 'service'));
  if (service === undefined) return undefined;
  const known = port === undefined ? undefined : portNamed(port, service, within(span, 'port'), context);
  if (port !== undefined && known === undefined) return undefined;
  if (version !== undefined && !hasVersion(version, service, () => within(span, 'version'), context)) return undefined;
  return { service: service.key, ...(known && { port: known.port }), ...(version !== undefined && { version }) };
}

type RouteOptions = Pick<
  HttpRoute,
  'timeout' | 'retries' | 'fault' | 'mirror' | 'rewrite' | 'requestHeaders' | 'responseHeaders' | 'cors' | 'rateLimit'
>;

/** What routes of services and gateways have in common; nothing when a reference in it means nothing. */
export function routeOptions(
  syntax: RouteOptionsSyntax,
  of: { readonly name: string; readonly scope: WorkloadRef },
  span: Span,
  context: Context,
): RouteOptions | undefined {
  const { timeout, retries, fault, mirror, rewrite, requestHeaders, responseHeaders, cors, rateLimit } = syntax;
  const mirrored = mirror && mirrorOf(mirror, within(span, 'mirror'), context);
  if (mirror && !mirrored) return undefined;
  const options: { -readonly [Option in keyof RouteOptions]: RouteOptions[Option] } = {};
  if (timeout !== undefined) options.timeout = timeout;
  if (retries) options.retries = retriesOf(retries);
  if (fault) options.fault = fault;
  if (mirrored) options.mirror = mirrored;
  if (rewrite) options.rewrite = { ...rewrite, ...(rewrite.host && { host: rewrite.host.toLowerCase() }) };
  if (requestHeaders) options.requestHeaders = headerChanges(requestHeaders);
  if (responseHeaders) options.responseHeaders = headerChanges(responseHeaders);
  if (cors) options.cors = corsOf(cors);
  if (rateLimit) options.rateLimit = rateLimitPolicy(rateLimit, of.name, of.scope, within(span, 'rateLimit'));
  return options;
}

function mirrorOf(syntax: NonNullable<RouteOptionsSyntax['mirror']>, span: Span, context: Context): Mirror | undefined {
  const place = placeOf(syntax, span, context);
  return place && { ...place, percentage: syntax.percentage ?? 100 };
}

function retriesOf({ attempts, perTryTimeout, retryOn = [] }: NonNullable<RouteOptionsSyntax['retries']>): Retries {
  const conditions = retryOn.filter((one): one is RetryOn => typeof one === 'string');
  const statuses = retryOn.filter((one) => typeof one === 'number');
  return {
    attempts,
    ...(perTryTimeout !== undefined && { perTryTimeout }),
    ...(isNonEmpty(conditions) && { retryOn: conditions }),
    ...(isNonEmpty(statuses) && { retryOnStatuses: statuses }),
  };
}

export function headerChanges({ set, add, remove }: NonNullable<RouteOptionsSyntax['requestHeaders']>): HeaderChanges {
  return { set: set ?? {}, add: add ?? {}, remove: remove ?? [] };
}

function corsOf({
  allowOrigins,
  allowMethods,
  allowHeaders,
  exposeHeaders,
  allowCredentials,
  maxAge,
}: NonNullable<RouteOptionsSyntax['cors']>): Cors {
  return {
    allowOrigins: stringMatches(allowOrigins),
    ...(allowMethods && { allowMethods: nonEmpty(allowMethods) }),
    ...(allowHeaders && { allowHeaders: nonEmpty(allowHeaders) }),
    ...(exposeHeaders && { exposeHeaders: nonEmpty(exposeHeaders) }),
    ...(allowCredentials !== undefined && { allowCredentials }),
    ...(maxAge !== undefined && { maxAge }),
  };
}

/** A path can be replaced only where an exact path or a prefix was matched: otherwise it is unclear what is replaced. */
export function checkRewrite(route: HttpRoute, context: Context): boolean {
  if (route.rewrite?.path === undefined) return true;
  const kinds = route.matches.map((match) => match.path?.kind);
  if (kinds.length > 0 && kinds.every((kind) => kind === 'exact' || kind === 'prefix')) return true;
  context.error(
    'MW1010',
    '`rewrite.path` replaces a matched path, and this route matches requests without an exact path or a prefix',
    {
      span: within(route.span, 'rewrite', 'path'),
      help: 'match with `path.exact` or `path.prefix`',
    },
  );
  return false;
}
