import type { JsonObject } from '../../../base/json.ts';
import { uniqueBy } from '../../../base/order.ts';
import { within } from '../../../base/span.ts';
import { error } from '../../../diag/diagnostic.ts';
import type { RateLimitPolicy } from '../../../model/rate-limit.ts';
import type { HttpRoute } from '../../../model/route.ts';
import { extension, typed } from '../any.ts';
import type { Filters } from '../authorization/filters.ts';
import type { Context } from '../context.ts';
import { named } from './counted.ts';
import { descriptor, GLOBAL, GLOBAL_OF_ROUTE, globalLimit } from './global.ts';
import { LOCAL, localLimit } from './local.ts';

/** The filters that limits of routes need in the connection manager: they do nothing for a route that says nothing. */
export function routeLimitFilters(routes: readonly HttpRoute[], context: Context): Filters {
  for (const route of routes) reportUnasked(route, context);
  const limits = routes.flatMap(({ rateLimit }) => rateLimit ?? []);
  const parts = uniqueBy(limits, filterName).map((limit): Filters => {
    const name = filterName(limit);
    if (limit.amount.kind === 'local') {
      return { filters: [extension(name, LOCAL, { stat_prefix: 'routes' })], clusters: [] };
    }
    const asking = globalLimit(limit, limit.amount, context);
    return asking === undefined
      ? { filters: [], clusters: [] }
      : { filters: [extension(name, GLOBAL, asking.config)], clusters: [asking.cluster] };
  });
  return { filters: parts.flatMap((part) => part.filters), clusters: parts.flatMap((part) => part.clusters) };
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

/** What a route says to those filters: an entry of its `typed_per_filter_config`, or none. */
export function routeLimit({ rateLimit: limit }: HttpRoute): Readonly<Record<string, JsonObject>> {
  if (limit === undefined) return {};
  const action = named(limit.name);
  const config =
    limit.amount.kind === 'local'
      ? typed(LOCAL, { ...DEFAULT, ...localLimit(limit, limit.amount, action) })
      : typed(GLOBAL_OF_ROUTE, { rate_limits: [descriptor(limit, action)] });
  return { [filterName(limit)]: config };
}

/** Of a route Envoy demands a bucket for what has no descriptor, and here everything has one. */
const DEFAULT = {
  token_bucket: { max_tokens: 1, tokens_per_fill: 1, fill_interval: '1s' },
  always_consume_default_token_bucket: false,
};

/** Of a service that counts, a route can say what is asked, and only a filter what becomes of the answer. */
function filterName({ amount, status, headers, dryRun }: RateLimitPolicy): string {
  if (amount.kind === 'local') return 'rate-limit-routes';
  return `rate-limit-routes-${amount.provider}-${status}${headers ? '-headers' : ''}${dryRun ? '-dry-run' : ''}`;
}
