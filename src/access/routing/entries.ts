import { absurd } from '../../base/absurd.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { compareStrings, groupBy } from '../../base/order.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { HeaderMatch, PathMatch, StringMatch } from '../../model/match.ts';
import type { HttpAction, HttpMatch, HttpRoute, Retries, WeightedDestination } from '../../model/route.ts';
import type { RouteEntry } from './table.ts';

/** What a route of the model means, as it is tried. */
export function entriesOf(route: HttpRoute, lookup: Lookup): readonly RouteEntry[] {
  const action = { ...forwarding(route.action, lookup), ...settings(route, lookup) };
  const matches: readonly HttpMatch[] = route.matches.length > 0 ? route.matches : [{ headers: [], query: [] }];
  const ways = matches.flatMap((match) => waysOf(match.path).map((way) => ({ match, way })));
  const byRewrite = groupBy(ways, ({ way }) => rewritten(route, way.below));
  return [...byRewrite].flatMap(([path, group]) => {
    const { host } = route.rewrite ?? {};
    const rewrite = path === undefined && host === undefined ? {} : { rewrite: { path, host } };
    return group.map(({ match, way }) => ({
      ...(way.path && { path: way.path }),
      ...conditions(match),
      action: { ...action, ...rewrite } as JsonObject,
    }));
  });
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
  return to.map((one) => ({ ...placeOf(one, lookup), weight: to.length === 1 ? 100 : one.weight })) as unknown as Json;
}

function placeOf({ service, port, version }: Omit<WeightedDestination, 'weight'>, { services }: Lookup) {
  return { host: services.get(service)?.hostname ?? '', port, version };
}

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

function settings(route: HttpRoute, lookup: Lookup): JsonObject {
  const { timeout, retries, fault, mirror, requestHeaders, responseHeaders, cors } = route;
  const changes = (one: HttpRoute['requestHeaders']) =>
    one && ({ set: entries(one.set), add: entries(one.add), remove: [...one.remove] } as unknown as JsonObject);
  return {
    timeout,
    retries: retries && retried(retries),
    fault: fault as unknown as JsonObject,
    mirrors: mirror && ([{ ...placeOf(mirror, lookup), percentage: mirror.percentage }] as unknown as Json),
    requestHeaders: changes(requestHeaders),
    responseHeaders: changes(responseHeaders),
    cors: cors && ({ ...cors, allowOrigins: texts(cors.allowOrigins) } as unknown as JsonObject),
  };
}

function entries(values: Readonly<Record<string, string>>): Json {
  return values;
}

/** No attempts, no conditions. */
function retried({ attempts, perTryTimeout, retryOn, retryOnStatuses }: Retries): JsonObject {
  if (attempts === 0) return { attempts, on: [] };
  const on = [...(retryOn ?? []), ...(retryOnStatuses ?? []).map(String)].sort(compareStrings);
  return { attempts, perTryTimeout, on };
}
