import type { JsonObject } from '../../../base/json.ts';
import { within } from '../../../base/span.ts';
import { error } from '../../../diag/diagnostic.ts';
import { scopeKey } from '../../../model/lookup.ts';
import type { RateLimitPolicy } from '../../../model/rate-limit.ts';
import type { HttpRoute } from '../../../model/route.ts';
import type { Filters } from '../authorization/filters.ts';
import type { Context } from '../context.ts';
import { limiting } from './filters.ts';

/**
 * A filter for each limit of a route, which counts what has the mark of the route. The filter has the bucket, since a route with several
 * matches, or on several ports, is several of Envoy's.
 */
export function routeLimitFilters(routes: readonly HttpRoute[], context: Context): Filters {
  for (const route of routes) reportUnasked(route, context);
  const limits = routes.flatMap(({ rateLimit }) => rateLimit ?? []);
  const parts = limits.map((limit) => limiting(`rate-limit-route ${mark(limit)}`, limit, marked(limit), context));
  return { filters: parts.flatMap(({ filters }) => filters), clusters: parts.flatMap(({ clusters }) => clusters) };
}

/** What marks a route for its filter: fields of a Route. */
export function routeLimit({ rateLimit: limit }: HttpRoute): JsonObject {
  return limit === undefined ? {} : { metadata: { filter_metadata: { [MARKS]: { [mark(limit)]: limit.name } } } };
}

const MARKS = 'meshwright.rate_limit';

function mark({ scope, name }: RateLimitPolicy): string {
  return `${scopeKey(scope)}: ${name}`;
}

function marked(limit: RateLimitPolicy): JsonObject {
  const metadata_key = { key: MARKS, path: [{ key: mark(limit) }] };
  return { metadata: { descriptor_key: 'limit', metadata_key, source: 'ROUTE_ENTRY' } };
}

/** Envoy asks a service that counts about what goes on to another, and about nothing else. */
function reportUnasked({ name, action, rateLimit: limit }: HttpRoute, { gap }: Context): void {
  if (limit?.amount.kind !== 'global' || action.kind === 'forward') return;
  gap(
    error(
      'MW3506',
      `\`${limit.amount.provider}\` is not asked about requests that the route \`${name}\` answers itself`,
      {
        span: within(limit.span, 'global'),
        note: 'they would pass without a limit',
        help: 'give `limit` and `per`, which the proxy counts itself',
      },
    ),
  );
}
