import { error } from '../../../diag/diagnostic.ts';
import type { Gateway } from '../../../model/gateway.ts';
import type { Filters } from '../authorization/filters.ts';
import type { Port } from '../authorization/request.ts';
import type { Context } from '../context.ts';
import { rateLimitFilters } from './filters.ts';
import { routeLimitFilters } from './route.ts';

/** The limits of gateways whose requests come in at one place, and of their routes. */
export function gatewayLimitFilters(gateways: readonly Gateway[], port: Port, context: Context): Filters {
  const all = [...new Set(gateways)];
  reportShared(all, context);
  const own = all.map(({ key }) => rateLimitFilters({ kind: 'gateway', gateway: key }, port, context));
  const routes = all.flatMap((gateway) => gateway.routes.flatMap((one) => (one.kind === 'http' ? [one.route] : [])));
  const parts = [...own, routeLimitFilters(routes, context)];
  return { filters: parts.flatMap(({ filters }) => filters), clusters: parts.flatMap(({ clusters }) => clusters) };
}

/** Where listeners of several gateways share a port without TLS, a filter does not know whose request it sees. */
function reportShared(gateways: readonly Gateway[], { lookup, gap }: Context): void {
  if (gateways.length < 2) return;
  for (const limit of lookup.mesh.rateLimits) {
    const { scope } = limit;
    const gateway = scope.kind === 'gateway' ? gateways.find(({ key }) => key === scope.gateway) : undefined;
    const other = gateway && gateways.find((one) => one !== gateway);
    if (!gateway || !other) continue;
    gap(
      error(
        'MW3507',
        `the limit \`${limit.name}\` of \`${gateway.name}\` would count requests of \`${other.name}\` too`,
        {
          span: limit.span,
          related: [{ span: other.span, note: 'this gateway is served by the same proxy, on the same port' }],
          help: 'say the limit in the routes of the gateway, or give it a port or a workload of its own',
        },
      ),
    );
  }
}
