import { absurd } from '../../base/absurd.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { compareStrings, groupBy } from '../../base/order.ts';
import type { ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { HeaderMatch, PathMatch, StringMatch } from '../../model/match.ts';
import type { HttpAction, HttpMatch, HttpRoute, Retries, WeightedDestination } from '../../model/route.ts';
import type { RouteEntry } from './table.ts';

/** What a route of the model means, as it is tried. */
export function entriesOf(route: HttpRoute, lookup: Lookup): readonly RouteEntry[] {
  const action = actionOf(route, lookup);
  if (route.matches.length === 0) return [{ action: withPath(rewritten(route, true), route, action) }];
  const ways = route.matches.flatMap((match) => waysOf(match.path).map((way) => ({ match, way })));
  const byRewrite = groupBy(ways, ({ way }) => rewritten(route, way.below));
  return [...byRewrite].flatMap(([path, group]) => {
    const does = withPath(path, route, action);
    return group.map(({ match, way }) => ({ ...(way.path && { path: way.path }), ...conditions(match), action: does }));
  });
}

function withPath(path: string | undefined, { rewrite }: HttpRoute, action: JsonObject): JsonObject {
  const host = rewrite?.host;
  return path === undefined && host === undefined ? action : { ...action, rewrite: { path, host } };
}

/** One way for a path to match, and whether what matched is the path's beginning only. */
interface Way {
  readonly path?: readonly string[];
  readonly below: boolean;
}

function waysOf(path: PathMatch | undefined): readonly Way[] {
  if (path === undefined) return [{ below: true }];
  const { kind, value } = path;
  switch (kind) {
    case 'exact':
      return [{ path: [escaped(value)], below: false }];
    case 'prefix':
      if (value.endsWith('/')) return [{ path: [`${escaped(value)}.*`], below: true }];
      return [
        { path: [escaped(value)], below: false },
        { path: [`${escaped(value)}/.*`], below: true },
      ];
    case 'suffix':
      return [{ path: [`.*${escaped(value)}`], below: false }];
    case 'template':
      return [{ path: [templateText(value)], below: false }];
    case 'regex':
      return [{ path: [value], below: false }];
    default:
      return absurd(kind);
  }
}

/** Segments of any text but a slash, and at the end any text at all. */
function templateText(template: string): string {
  return escaped(template).replaceAll('\\{\\*\\*\\}', '.*').replaceAll('\\{\\*\\}', '[^/]+');
}

/** The new text stands for what matched: for a beginning that ends in a slash, it does too. */
function rewritten({ rewrite }: HttpRoute, below: boolean): string | undefined {
  const path = rewrite?.path;
  return path === undefined || !below || path.endsWith('/') ? path : `${path}/`;
}

function conditions({ methods, headers, query }: HttpMatch): Omit<RouteEntry, 'action' | 'path'> {
  const wanted = headers.filter(({ negated }) => !negated);
  const unwanted = headers.filter(({ negated }) => negated);
  return {
    ...(methods && { methods: [...methods].sort(compareStrings) }),
    ...(wanted.length > 0 && { headers: byName(wanted, narrowest) }),
    ...(unwanted.length > 0 && { withoutHeaders: byName(unwanted, any) }),
    ...(query.length > 0 && { query: Object.fromEntries(query.map(({ name, match }) => [name, texts([match])])) }),
  };
}

function byName(
  headers: readonly HeaderMatch[],
  join: (matches: readonly HeaderMatch[]) => readonly StringMatch[],
): Readonly<Record<string, readonly string[]>> {
  const grouped = groupBy(headers, ({ name }) => name);
  return Object.fromEntries([...grouped].map(([name, group]) => [name, texts(join(group))]));
}

/** Presence adds nothing to another condition. */
function narrowest(matches: readonly HeaderMatch[]): readonly StringMatch[] {
  const telling = matches.find(({ values }) => values.every(({ kind }) => kind !== 'present'));
  return telling?.values ?? [{ kind: 'present' }];
}

function any(matches: readonly HeaderMatch[]): readonly StringMatch[] {
  return matches.flatMap(({ values }) => values);
}

function texts(values: readonly StringMatch[]): readonly string[] {
  if (values.some(({ kind }) => kind === 'present')) return ['.*'];
  return [...new Set(values.map(text))].sort(compareStrings);
}

function text(match: StringMatch): string {
  switch (match.kind) {
    case 'exact':
      return escaped(match.value);
    case 'prefix':
      return `${escaped(match.value)}.*`;
    case 'suffix':
      return `.*${escaped(match.value)}`;
    case 'regex':
      return match.value;
    case 'present':
      return '.*';
  }
}

/** Text as a regular expression for nothing but itself. */
function escaped(value: string): string {
  return value.replace(/[$()*+.?[\\\]^{|}]/g, (character) => `\\${character}`);
}

export function destinations(to: readonly WeightedDestination[], lookup: Lookup): Json {
  return to.map(({ service, port, version, weight }) => {
    const host = hostOf(service, lookup);
    return { host, port, version, weight: to.length === 1 ? 100 : weight };
  });
}

function hostOf(service: ServiceKey, { services }: Lookup): string {
  return services.get(service)?.hostname ?? '';
}

/** Only what is said is there, for most routes say little; and mostly in the order of its names, in which it is printed. */
function actionOf(route: HttpRoute, lookup: Lookup): JsonObject {
  const action: Action = {};
  addSettings(route, lookup, action);
  return Object.assign(action, forwarding(route.action, lookup));
}

type Action = { [setting: string]: Json | undefined };

function forwarding(action: HttpAction, lookup: Lookup): JsonObject {
  switch (action.kind) {
    case 'forward':
      return { to: destinations(action.to, lookup) };
    case 'redirect': {
      const { kind: _, ...redirect } = action;
      return { redirect };
    }
    case 'direct-response':
      return { respond: { status: action.status, body: action.body } };
  }
}

function addSettings(route: HttpRoute, lookup: Lookup, to: Action): void {
  const { timeout, retries, fault, mirror, requestHeaders, responseHeaders, cors } = route;
  if (cors) to.cors = { ...cors, allowOrigins: texts(cors.allowOrigins) } as unknown as JsonObject;
  if (fault) to.fault = fault as unknown as JsonObject;
  if (mirror) to.mirrors = [mirrored(mirror, lookup)];
  if (requestHeaders) to.requestHeaders = changes(requestHeaders);
  if (responseHeaders) to.responseHeaders = changes(responseHeaders);
  if (retries) to.retries = retried(retries);
  if (timeout !== undefined) to.timeout = timeout;
}

function mirrored({ service, port, version, percentage }: NonNullable<HttpRoute['mirror']>, lookup: Lookup): Json {
  return { host: hostOf(service, lookup), port, version, percentage };
}

function changes({ set, add, remove }: NonNullable<HttpRoute['requestHeaders']>): Json {
  return { set, add, remove: [...remove] };
}

/** No attempts, no conditions. */
function retried({ attempts, perTryTimeout, retryOn, retryOnStatuses }: Retries): JsonObject {
  if (attempts === 0) return { attempts, on: [] };
  const on = [...(retryOn ?? []), ...(retryOnStatuses ?? []).map(String)].sort(compareStrings);
  return { attempts, perTryTimeout, on };
}
