import { isNonEmpty, mapNonEmpty, type NonEmpty } from '../base/nonempty.ts';
import { type Span, within } from '../base/span.ts';
import { didYouMean } from '../base/suggest.ts';
import type { DeclarationOf, GatewayAnswerSyntax, GatewayRouteSyntax, ListenerSyntax } from '../dsl/declaration.ts';
import type { AuthorizationRule } from '../model/authorization.ts';
import { type GatewayRoute, isHttpListener, type Listener, type ListenerTls } from '../model/gateway.ts';
import { key } from '../model/ids.ts';
import type { PathMatch, RequestMatch } from '../model/match.ts';
import type { HttpAction, HttpMatch, HttpRoute } from '../model/route.ts';
import type { ServicePort } from '../model/service.ts';
import type { Context, GatewayCore, ServiceCore } from './context.ts';
import { httpMatches, nonEmpty } from './matches.ts';
import { onlyPort, portNamed } from './ports.ts';
import { checkRewrite, destinations, headerChanges, redirectOf, routeOptions } from './routes.ts';

/** Where `istioctl install` puts its ingress gateway (manifests/charts/gateways/istio-ingress of Istio 1.31). */
const INGRESS = {
  namespace: 'istio-system',
  selector: { istio: 'ingressgateway' },
  serviceAccount: 'istio-ingressgateway-service-account',
};

export function elaborateGateway({ span, args }: DeclarationOf<'gateway'>, context: Context): void {
  const [name, options] = args;
  const namespace = context.resolve(
    context.namespaces,
    'namespace',
    options.namespace.id,
    within(span, 1, 'namespace'),
  );
  const listeners = Object.entries(options.listeners).map(([listener, syntax]) => listenerOf(listener, syntax));
  if (!isNonEmpty(listeners)) {
    context.error('MW1002', '`listeners` is empty', {
      span: within(span, 1, 'listeners'),
      help: 'name at least one listener',
    });
  }
  if (namespace === undefined || !isNonEmpty(listeners)) return;
  const workload = { ...INGRESS, ...options.workload };
  const core: GatewayCore = {
    key: key(namespace.name, name),
    name,
    namespace: namespace.name,
    workload: {
      namespace: workload.namespace,
      selector: workload.selector,
      identity: {
        trustDomain: context.settings.trustDomain,
        namespace: workload.namespace,
        serviceAccount: workload.serviceAccount,
      },
    },
    listeners,
    span,
  };
  context.declare(context.gateways, core.key, core, 'MW1104', `gateway \`${name}\``);
}

function listenerOf(name: string, syntax: ListenerSyntax): Listener {
  const tls = syntax.tls && tlsOf(syntax.tls);
  const spoken = tls === undefined ? 'http' : tls.mode === 'passthrough' ? 'tls' : 'https';
  return {
    name,
    port: syntax.port,
    protocol: syntax.protocol ?? spoken,
    hosts: mapNonEmpty(nonEmpty(syntax.hosts), (host) => host.toLowerCase()),
    ...(tls && { tls }),
    ...(syntax.redirect && { redirect: syntax.redirect }),
  };
}

function tlsOf(syntax: NonNullable<ListenerSyntax['tls']>): ListenerTls {
  return syntax.mode === 'passthrough'
    ? { mode: 'passthrough' }
    : { ...syntax, minVersion: syntax.minVersion ?? '1.2' };
}

export interface GatewayRoutes {
  readonly routes: readonly GatewayRoute[];
  /** What the services that are routed to have to admit. */
  readonly rules: readonly AuthorizationRule[];
}

const NOTHING: GatewayRoutes = { routes: [], rules: [] };

/** `gateway.route(service, …)` or `gateway.route({ redirect | directResponse })`; `before` counts the routes so far. */
export function elaborateGatewayRoute(
  declaration: DeclarationOf<'gateway-route'>,
  before: number,
  context: Context,
): GatewayRoutes {
  const { span, args, in: owner } = declaration;
  const gateway = context.resolve(context.gateways, 'gateway', owner.id, span);
  if (gateway === undefined) return NOTHING;
  const [first, ...rest] = args;
  if (!('ref' in first)) return answer(first, `route-${before + 1}`, gateway, within(span, 0), context);
  const service = context.resolve(context.services, 'service', first.id, within(span, 0));
  if (service === undefined) return NOTHING;
  const given = isNonEmpty(rest as readonly GatewayRouteSyntax[]) ? (rest as readonly GatewayRouteSyntax[]) : [{}];
  const parts = given.map((syntax, i) =>
    toService(
      syntax,
      `${service.name}-${before + i + 1}`,
      gateway,
      service,
      rest.length === 0 ? span : within(span, i + 1),
      context,
    ),
  );
  return { routes: parts.flatMap((part) => part.routes), rules: parts.flatMap((part) => part.rules) };
}

interface Taken {
  readonly hosts: NonEmpty<string>;
  readonly listeners: NonEmpty<Listener>;
}

/** The hosts and listeners that a route is for. A host that no listener serves is left to the check that reports it. */
function taken(syntax: GatewayAnswerSyntax, gateway: GatewayCore, span: Span, context: Context): Taken | undefined {
  const named = namedListeners(syntax.listeners, gateway, span, context);
  if (named === undefined) return undefined;
  const open = named.filter((listener) => listener.redirect === undefined);
  const candidates = isNonEmpty(open) ? open : named;
  const hosts = syntax.hosts?.map((host) => host.toLowerCase()) ?? [
    ...new Set(candidates.flatMap((listener) => listener.hosts)),
  ];
  const serving = candidates.filter((listener) =>
    hosts.some((host) => listener.hosts.some((served) => serves(served, host))),
  );
  return { hosts: nonEmpty(hosts), listeners: isNonEmpty(serving) ? serving : nonEmpty(candidates) };
}

function namedListeners(names: readonly string[] | undefined, gateway: GatewayCore, span: Span, context: Context) {
  if (names === undefined) return gateway.listeners;
  const found = names.map((name, i) => listenerNamed(name, gateway, within(span, 'listeners', i), context));
  return found.includes(undefined) ? undefined : nonEmpty(found as Listener[]);
}

function listenerNamed(name: string, gateway: GatewayCore, span: Span, context: Context): Listener | undefined {
  const found = gateway.listeners.find((listener) => listener.name === name);
  if (found) return found;
  const names = gateway.listeners.map((listener) => listener.name);
  const help = didYouMean(name, names);
  return context.error('MW1207', `\`${gateway.name}\` has no listener \`${name}\``, {
    span,
    label: `listeners are ${names.join(', ')}`,
    ...(help && { help }),
  });
}

/** Whether a listener's host covers another: itself, any host, or the subdomains of a wildcard. */
function serves(served: string, host: string): boolean {
  return served === '*' || served === host || (served.startsWith('*.') && host.endsWith(served.slice(1)));
}

function answer(
  syntax: GatewayAnswerSyntax,
  fallback: string,
  gateway: GatewayCore,
  span: Span,
  context: Context,
): GatewayRoutes {
  const place = taken(syntax, gateway, span, context);
  const action = answerAction(syntax, span, context);
  if (!place || !action) return NOTHING;
  const route: HttpRoute = {
    kind: 'http',
    name: syntax.name ?? fallback,
    matches: httpMatches(syntax.paths, syntax.match),
    action,
    ...(syntax.responseHeaders && { responseHeaders: headerChanges(syntax.responseHeaders) }),
    span,
  };
  const listeners = mapNonEmpty(place.listeners, (listener) => listener.name);
  return { routes: [{ kind: 'http', hosts: place.hosts, listeners, route, span }], rules: [] };
}

function answerAction(
  { redirect, directResponse }: GatewayAnswerSyntax,
  span: Span,
  context: Context,
): HttpAction | undefined {
  if (redirect && !directResponse) return { kind: 'redirect', ...redirectOf(redirect) };
  if (directResponse && !redirect) return { kind: 'direct-response', ...directResponse };
  return context.error(
    'MW1011',
    'without a service, a route of a gateway is either a `redirect` or a `directResponse`',
    { span },
  );
}

function toService(
  syntax: GatewayRouteSyntax,
  fallback: string,
  gateway: GatewayCore,
  service: ServiceCore,
  span: Span,
  context: Context,
): GatewayRoutes {
  const place = taken(syntax, gateway, span, context);
  const port =
    syntax.port === undefined
      ? onlyPort(service, span, context)
      : portNamed(syntax.port, service, within(span, 'port'), context);
  if (!place || !port) return NOTHING;
  const kinds = new Set(
    place.listeners.map((listener) => (isHttpListener(listener) ? 'http' : listener.tls ? 'tls' : 'tcp')),
  );
  const [kind] = kinds;
  if (kinds.size > 1) {
    context.error('MW1012', 'this route is for listeners that carry HTTP and for others', {
      span,
      help: 'name the `listeners` of each kind in a route of its own',
    });
    return NOTHING;
  }
  const one: OneRoute = { syntax, name: syntax.name ?? fallback, place, gateway, service, port, span, context };
  return kind === 'http' ? httpToService(one) : bytesToService(one, kind ?? 'tcp');
}

interface OneRoute {
  readonly syntax: GatewayRouteSyntax;
  readonly name: string;
  readonly place: Taken;
  readonly gateway: GatewayCore;
  readonly service: ServiceCore;
  readonly port: ServicePort;
  readonly span: Span;
  readonly context: Context;
}

function httpToService(one: OneRoute): GatewayRoutes {
  const { syntax, name, place, gateway, service, port, span, context } = one;
  const to = destinations(syntax.to, service, port.port, span, context);
  const options = routeOptions(syntax, { name, scope: { kind: 'gateway', gateway: gateway.key } }, span, context);
  if (!to || !options) return NOTHING;
  const matches = httpMatches(syntax.paths, syntax.match);
  const route: HttpRoute = { kind: 'http', name, matches, action: { kind: 'forward', to }, ...options, span };
  if (!checkRewrite(route, context)) return NOTHING;
  const listeners = mapNonEmpty(place.listeners, (listener) => listener.name);
  return {
    routes: [{ kind: 'http', hosts: place.hosts, listeners, route, span }],
    rules: [admission(one, requestsOf(route, one))],
  };
}

function bytesToService(one: OneRoute, kind: 'tcp' | 'tls'): GatewayRoutes {
  const { syntax, name, place, service, port, span, context } = one;
  const allowed = ['name', 'hosts', 'listeners', 'port', 'to'];
  for (const field of Object.keys(syntax).filter((field) => !allowed.includes(field))) {
    context.error('MW1012', `\`${field}\` is for HTTP, and these listeners carry ${kind.toUpperCase()}`, {
      span: within(span, field),
    });
  }
  const to = destinations(syntax.to, service, port.port, span, context);
  if (!to) return NOTHING;
  const listeners = mapNonEmpty(place.listeners, (listener) => listener.name);
  const route: GatewayRoute =
    kind === 'tls' ? { kind, name, hosts: place.hosts, listeners, to, span } : { kind, name, listeners, to, span };
  return { routes: [route], rules: [admission(one, [{ ports: [port.targetPort], headers: [] }])] };
}

/** The service admits the gateway, for what is routed. */
function admission({ gateway, service, span }: OneRoute, requests: NonEmpty<RequestMatch>): AuthorizationRule {
  return {
    effect: 'allow',
    scope: { kind: 'service', service: service.key },
    from: [{ kind: 'workload', identity: gateway.workload.identity, of: { kind: 'gateway', gateway: gateway.key } }],
    except: [],
    requests,
    when: [],
    dryRun: false,
    origin: 'gateway-route',
    span,
  };
}

/**
 * The requests that arrive at the service by a route, as they are after rewrites. Conditions on headers and queries stay
 * with the route: what the gateway does not route does not arrive.
 */
function requestsOf(route: HttpRoute, { place, port }: OneRoute): NonEmpty<RequestMatch> {
  const host = route.rewrite?.host;
  const any = place.hosts.includes('*');
  const hosts = host !== undefined ? { hosts: nonEmpty([host]) } : any ? {} : { hosts: place.hosts };
  const common = { ...hosts, ports: nonEmpty([port.targetPort]), headers: [] };
  const matches: readonly HttpMatch[] = isNonEmpty(route.matches) ? route.matches : [{ headers: [], query: [] }];
  const byMethods = new Map<string, { methods?: NonEmpty<string>; paths: PathMatch[] | 'any' }>();
  for (const { path, methods } of matches) {
    const group = byMethods.get(String(methods)) ?? { ...(methods && { methods }), paths: [] };
    byMethods.set(String(methods), group);
    const arrives = path && rewritten(path, route.rewrite?.path);
    if (arrives === undefined) group.paths = 'any';
    else if (group.paths !== 'any') group.paths.push(arrives);
  }
  return nonEmpty(
    [...byMethods.values()].map(({ methods, paths }) => ({
      ...(methods && { methods }),
      ...(paths !== 'any' && { paths: nonEmpty(paths) }),
      ...common,
    })),
  );
}

/** The path as it arrives; nothing for a regular expression, which no policy can say: any path, then. */
function rewritten(path: PathMatch, to: string | undefined): PathMatch | undefined {
  if (path.kind === 'regex') return undefined;
  return to === undefined
    ? path
    : { kind: path.kind, value: path.kind === 'prefix' && to.length > 1 ? to.replace(/\/$/, '') : to };
}
