import type { RouteEntry } from '../../../../access/routing/table.ts';
import { compareStrings } from '../../../../base/order.ts';
import type { HttpMatchSpec, HttpRouteSpec, StringMatchSpec } from '../../../../manifest/kinds/istio-networking.ts';
import { actionOf } from './action.ts';
import { alternatives } from './alternatives.ts';

/** What the routes of a VirtualService mean on one port, as they are tried there. */
export function entriesOf(routes: readonly HttpRouteSpec[], port: number): readonly RouteEntry[] {
  return routes.flatMap((route) => {
    const action = actionOf(route);
    if (!route.match || route.match.length === 0) return [{ action }];
    return route.match
      .filter((match) => match.port === undefined || match.port === port)
      .map((match) => ({ ...conditions(match), action }));
  });
}

function conditions(match: HttpMatchSpec): Omit<RouteEntry, 'action'> {
  const { uri, method, headers, withoutHeaders, queryParams, port: _, name: __, ...rest } = match;
  return {
    ...(uri && { path: alternatives(uri) }),
    ...(method && { methods: [...alternatives(method)].sort(compareStrings) }),
    ...(headers && { headers: each(headers) }),
    ...(withoutHeaders && { withoutHeaders: each(withoutHeaders) }),
    ...(queryParams && { query: each(queryParams) }),
    ...rest,
  };
}

function each(matches: Readonly<Record<string, StringMatchSpec>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(matches).map(([name, match]) => [name, alternatives(match)]));
}
