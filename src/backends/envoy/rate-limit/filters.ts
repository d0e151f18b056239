import { type Lookup, scopeKey } from '../../../model/lookup.ts';
import type { RateLimit } from '../../../model/rate-limit.ts';
import { extension } from '../any.ts';
import type { Filters } from '../authorization/filters.ts';
import type { Port } from '../authorization/request.ts';
import type { Context } from '../context.ts';
import type { ProxyRef } from '../placement.ts';
import { type Counted, counted } from './counted.ts';
import { descriptor, GLOBAL, globalLimit } from './global.ts';
import { LOCAL, localLimit } from './local.ts';

/** The limits of a service or a gateway at one port where its proxy sees requests: they come after the rules, since what is refused does not count. */
export function rateLimitFilters(port: Port, context: Context): Filters {
  const parts = limitsAt(context.proxy, context.lookup).map((limit): Filters => {
    const which = counted(limit, port, context.lookup);
    return which === undefined ? NOTHING : limiting(limit, which, context);
  });
  return { filters: parts.flatMap((part) => part.filters), clusters: parts.flatMap((part) => part.clusters) };
}

const NOTHING: Filters = { filters: [], clusters: [] };

function limitsAt(proxy: ProxyRef, { rateLimits }: Lookup): readonly RateLimit[] {
  const scope =
    proxy.kind === 'service'
      ? scopeKey({ kind: 'service', service: proxy.service.key })
      : scopeKey({ kind: 'gateway', gateway: proxy.gateway.key });
  return rateLimits.get(scope) ?? [];
}

function limiting(limit: RateLimit, { filters, action }: Counted, context: Context): Filters {
  const { amount } = limit;
  const name = `rate-limit-${limit.name}`;
  if (amount.kind === 'local') {
    return { filters: [...filters, extension(name, LOCAL, localLimit(limit, amount, action))], clusters: [] };
  }
  const asking = globalLimit(limit, amount, context);
  if (asking === undefined) return NOTHING;
  const config = { ...asking.config, stat_prefix: limit.name, rate_limits: [descriptor(limit, action)] };
  return { filters: [...filters, extension(name, GLOBAL, config)], clusters: [asking.cluster] };
}
