import { within } from '../../../base/span.ts';
import type {
  DestinationSpec,
  HttpDestinationSpec,
  HttpMatchSpec,
  HttpRouteSpec,
  StringMatchSpec,
  TcpRouteSpec,
} from '../../../manifest/kinds/istio-networking.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { StringMatch } from '../../../model/match.ts';
import type {
  Cors,
  Fault,
  HeaderChanges,
  HttpAction,
  HttpRoute,
  Mirror,
  Redirect,
  Retries,
  Rewrite,
  WeightedDestination,
} from '../../../model/route.ts';
import { valueRegex } from '../../re2.ts';
import type { Context } from '../context.ts';
import { lowerConditions, lowerPath, type PathSpec } from './match.ts';
import { type RefuseRoute, refusingRoute } from './refusal.ts';

/**
 * One route of the mesh, as one of Istio's, or two where a rewritten prefix needs it. `ports` limits it to some of the
 * ports that are asked for; undefined: all.
 */
export function lowerHttpRoute(
  route: HttpRoute,
  ports: readonly number[] | undefined,
  { lookup, gap }: Context,
): readonly HttpRouteSpec[] {
  const refuse = refusingRoute(within(route.span), gap);
  reportGaps(route, refuse);
  const common = { ...lowerAction(route.action, lookup), ...lowerSettings(route, lookup) };
  const matches = matchesByShape(route, ports, refuse);
  return [...matches].map(([rewritten, match]) => ({
    name: route.name,
    ...(match.length > 0 && { match }),
    ...common,
    ...lowerRewrite(route.rewrite, rewritten),
  }));
}

/**
 * Envoy replaces the text that matched. For `/api` that is `/api` of `/api`, but `/api/` of `/api/x`: there the new text
 * ends in a slash too, so the two are routes of their own where the texts differ.
 */
function matchesByShape(
  route: HttpRoute,
  ports: readonly number[] | undefined,
  refuse: RefuseRoute,
): ReadonlyMap<string | undefined, readonly HttpMatchSpec[]> {
  const found = new Map<string | undefined, HttpMatchSpec[]>();
  if (route.matches.length === 0) return found.set(rewrittenTo(route.rewrite, WHATEVER), onPorts({}, ports));
  for (const match of route.matches) {
    const conditions = lowerConditions(match, refuse);
    for (const path of lowerPath(match.path)) {
      const key = rewrittenTo(route.rewrite, path);
      const listed = found.get(key) ?? [];
      const spec = path.uri ? { uri: path.uri, ...conditions } : conditions;
      found.set(key, [...listed, ...onPorts(spec, ports)]);
    }
  }
  return found;
}

const WHATEVER: PathSpec = { shape: 'none' };

/** A match that says nothing is none: Istio refuses it, and takes a route without matches for every request. */
function onPorts(match: HttpMatchSpec, ports: readonly number[] | undefined): HttpMatchSpec[] {
  if (ports) return ports.map((port) => ({ ...match, port }));
  return Object.keys(match).length > 0 ? [match] : [];
}

function rewrittenTo(rewrite: Rewrite | undefined, { shape }: PathSpec): string | undefined {
  if (rewrite?.path === undefined) return undefined;
  return shape === 'whole' || rewrite.path.endsWith('/') ? rewrite.path : `${rewrite.path}/`;
}

function lowerRewrite(rewrite: Rewrite | undefined, uri: string | undefined): Pick<HttpRouteSpec, 'rewrite'> {
  if (!rewrite) return {};
  const { host } = rewrite;
  return { rewrite: { ...(uri !== undefined && { uri }), ...(host !== undefined && { authority: host }) } };
}

function lowerAction(action: HttpAction, lookup: Lookup): HttpRouteSpec {
  switch (action.kind) {
    case 'forward':
      return { route: lowerDestinations(action.to, lookup) };
    case 'redirect':
      return { redirect: lowerRedirect(action) };
    case 'direct-response': {
      const { status, body } = action;
      return { directResponse: { status, ...(body !== undefined && { body: { string: body } }) } };
    }
  }
}

export function lowerDestinations(
  to: readonly WeightedDestination[],
  lookup: Lookup,
): readonly (HttpDestinationSpec & NonNullable<TcpRouteSpec['route']>[number])[] {
  return to.map((each) => {
    const destination = lowerDestination(each, lookup);
    return to.length > 1 ? { destination, weight: each.weight } : { destination };
  });
}

function lowerDestination(
  { service, port, version }: Omit<WeightedDestination, 'weight'>,
  lookup: Lookup,
): DestinationSpec {
  const { hostname: host } = lookup.services.get(service)!;
  const subset = version === undefined ? { host } : { host, subset: version };
  return port === undefined ? subset : { ...subset, port: { number: port } };
}

function lowerRedirect({ scheme, host, port, path, status }: Redirect): NonNullable<HttpRouteSpec['redirect']> {
  return {
    ...(scheme && { scheme }),
    ...(host !== undefined && { authority: host }),
    ...(port !== undefined && { port }),
    ...(path !== undefined && { uri: path }),
    redirectCode: status,
  };
}

function lowerSettings(route: HttpRoute, lookup: Lookup): HttpRouteSpec {
  const { timeout, retries, fault, mirror, cors } = route;
  const headers = lowerHeaders(route);
  const settings: { -readonly [F in keyof HttpRouteSpec]: HttpRouteSpec[F] } = {};
  if (timeout !== undefined) settings.timeout = timeout;
  if (retries) settings.retries = lowerRetries(retries);
  if (fault) settings.fault = lowerFault(fault);
  if (mirror) settings.mirrors = [lowerMirror(mirror, lookup)];
  if (headers) settings.headers = headers;
  if (cors) settings.corsPolicy = lowerCors(cors);
  return settings;
}

function lowerHeaders({ requestHeaders, responseHeaders }: HttpRoute): HttpRouteSpec['headers'] {
  if (!requestHeaders && !responseHeaders) return undefined;
  return {
    ...(requestHeaders && { request: lowerHeaderChanges(requestHeaders) }),
    ...(responseHeaders && { response: lowerHeaderChanges(responseHeaders) }),
  };
}

/** Statuses stand among the conditions; without attempts, Istio refuses the rest. */
function lowerRetries({
  attempts,
  perTryTimeout,
  retryOn,
  retryOnStatuses,
}: Retries): NonNullable<HttpRouteSpec['retries']> {
  if (attempts === 0) return { attempts };
  const on = [...(retryOn ?? []), ...(retryOnStatuses ?? [])].join(',');
  return { attempts, ...(perTryTimeout !== undefined && { perTryTimeout }), ...(on !== '' && { retryOn: on }) };
}

function lowerFault({ delay, abort }: Fault): NonNullable<HttpRouteSpec['fault']> {
  return {
    ...(delay && { delay: { fixedDelay: delay.fixedDelay, percentage: { value: delay.percentage } } }),
    ...(abort && { abort: { httpStatus: abort.httpStatus, percentage: { value: abort.percentage } } }),
  };
}

function lowerMirror({ percentage, ...to }: Mirror, lookup: Lookup): NonNullable<HttpRouteSpec['mirrors']>[number] {
  return { destination: lowerDestination(to, lookup), percentage: { value: percentage } };
}

function lowerHeaderChanges({
  set,
  add,
  remove,
}: HeaderChanges): NonNullable<NonNullable<HttpRouteSpec['headers']>['request']> {
  return {
    ...(Object.keys(set).length > 0 && { set }),
    ...(Object.keys(add).length > 0 && { add }),
    ...(remove.length > 0 && { remove }),
  };
}

function lowerCors(cors: Cors): NonNullable<HttpRouteSpec['corsPolicy']> {
  const { allowOrigins, ...rest } = cors;
  return { allowOrigins: allowOrigins.map(lowerOrigin), ...rest };
}

function lowerOrigin(match: StringMatch): StringMatchSpec {
  if (match.kind === 'exact') return { exact: match.value };
  if (match.kind === 'prefix') return { prefix: match.value };
  return { regex: valueRegex(match) };
}

/** Istio answers such requests itself, and refuses what would be done to them on the way. */
function reportGaps({ name, action, fault, rewrite }: HttpRoute, refuse: RefuseRoute): void {
  if (action.kind === 'forward') return;
  const what = action.kind === 'redirect' ? 'a redirect' : 'a direct response';
  if (fault) refuse('MW3217', `route \`${name}\` is ${what}, and cannot have a fault as well`);
  if (rewrite) refuse('MW3217', `route \`${name}\` is ${what}, and cannot rewrite the request as well`);
}
