import type { JsonObject } from '../../../base/json.ts';
import type { WorkloadRef } from '../../../model/authorization.ts';
import { scopeKey } from '../../../model/lookup.ts';
import type { RateLimitPolicy } from '../../../model/rate-limit.ts';
import { extension } from '../any.ts';
import type { Filters } from '../authorization/filters.ts';
import type { Port } from '../authorization/request.ts';
import type { Context } from '../context.ts';
import { counted } from './counted.ts';
import { descriptor, GLOBAL, globalLimit } from './global.ts';
import { LOCAL, localLimit } from './local.ts';

/**
 * The limits of a service, or of a gateway, at one port where its proxy sees requests: they come after the rules, since what is refused does
 * not count.
 */
export function rateLimitFilters(of: WorkloadRef, port: Port, context: Context): Filters {
  const limits = context.lookup.rateLimits.get(scopeKey(of)) ?? [];
  const parts = limits.map((limit): Filters => {
    const which = counted(limit, port, context.lookup);
    if (which === undefined) return NOTHING;
    const { filters, clusters } = limiting(`rate-limit-${limit.name}`, limit, which.action, context);
    return { filters: filters.length === 0 ? [] : [...which.filters, ...filters], clusters };
  });
  return { filters: parts.flatMap((part) => part.filters), clusters: parts.flatMap((part) => part.clusters) };
}

const NOTHING: Filters = { filters: [], clusters: [] };

/** A filter of that name that counts what has the descriptor, and the cluster of a service that counts for it. */
export function limiting(name: string, limit: RateLimitPolicy, action: JsonObject, context: Context): Filters {
  const { amount } = limit;
  if (amount.kind === 'local') {
    return { filters: [extension(name, LOCAL, localLimit(limit, amount, action))], clusters: [] };
  }
  const asking = globalLimit(limit, amount, context);
  if (asking === undefined) return NOTHING;
  const config = { ...asking.config, stat_prefix: limit.name, rate_limits: [descriptor(limit, action)] };
  return { filters: [extension(name, GLOBAL, config)], clusters: [asking.cluster] };
}
