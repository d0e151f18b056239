import { error } from '../../diag/diagnostic.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { Focus } from '../../model/lookup.ts';
import type { RateLimitPolicy } from '../../model/rate-limit.ts';
import type { Context } from './context.ts';

/** Limits are never emitted: Istio has no object for them, and an EnvoyFilter is bound to the names that one release gives its filters. */
export function rateLimits({ lookup, gap }: Context): readonly Emitted[] {
  for (const { name, amount, span } of limitsOf(lookup.focus)) {
    const filter = amount.kind === 'local' ? 'local_ratelimit' : 'ratelimit';
    gap(
      error('MW3501', `Istio has no object for the rate limit \`${name}\``, {
        span,
        note: `it would take an EnvoyFilter that puts \`envoy.filters.http.${filter}\` before the router`,
        help: 'compile this target for Envoy, or leave the limit out here and add the EnvoyFilter with `raw`',
      }),
    );
  }
  return [];
}

function limitsOf({ rateLimits, services, gateways }: Focus): readonly RateLimitPolicy[] {
  const routes = [
    ...services.flatMap((service) => service.routes),
    ...gateways.flatMap((gateway) => gateway.routes.map((one) => (one.kind === 'http' ? one.route : one))),
  ];
  const routed = routes.flatMap((route) => (route.kind === 'http' && route.rateLimit ? [route.rateLimit] : []));
  return [...rateLimits, ...routed];
}
