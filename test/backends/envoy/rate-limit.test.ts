import { describe, expect, it } from '@jest/globals';
import type { Context } from '../../../src/backends/envoy/context.ts';
import { placeFrom } from '../../../src/backends/envoy/place.ts';
import { rateLimitFilters } from '../../../src/backends/envoy/rate-limit/filters.ts';
import { routeLimit, routeLimitFilters } from '../../../src/backends/envoy/rate-limit/route.ts';
import { ENVOY_DEFAULTS } from '../../../src/config/envoy.ts';
import type { Diagnostic } from '../../../src/diag/diagnostic.ts';
import type { RateLimit, RateLimitPolicy } from '../../../src/model/rate-limit.ts';
import { mesh, route, service, span } from '../model.ts';

const POLICY: RateLimitPolicy = {
  name: 'writes',
  amount: { kind: 'local', limit: 100, per: '1m', burst: 20 },
  by: [],
  status: 429,
  headers: false,
  dryRun: false,
  span: span(),
};
const LIMIT: RateLimit = {
  ...POLICY,
  scope: { kind: 'service', service: 'shop/cart' },
  from: 'anyone',
  except: [],
  requests: 'any',
};
const GLOBAL = { kind: 'global', provider: 'limits' } as const;
const HTTP = { port: 8080, http: true };

function contextOf(rateLimits: readonly RateLimit[], providers = {}): Context & { readonly gaps: Diagnostic[] } {
  const cart = service('cart');
  const lookup = mesh({ services: [cart, service('other')], rateLimits });
  const placement = placeFrom({ ...ENVOY_DEFAULTS, version: '1.40', providers })(lookup);
  const gaps: Diagnostic[] = [];
  return { lookup, placement, proxy: { kind: 'service', service: cart }, gap: (one) => void gaps.push(one), gaps };
}

describe('filters of a service', () => {
  const named = (limits: readonly RateLimit[], port = HTTP) =>
    rateLimitFilters(port, contextOf(limits)).filters.map(({ name }) => name);

  it('are one bucket where all requests count', () => {
    const [filter, ...others] = rateLimitFilters(HTTP, contextOf([LIMIT])).filters;
    expect(others).toEqual([]);
    expect(filter?.['typed_config']).toEqual({
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
      stat_prefix: 'writes',
      status: { code: 429 },
      filter_enabled: { default_value: { numerator: 100 } },
      filter_enforced: { default_value: { numerator: 100 } },
      token_bucket: { max_tokens: 20, tokens_per_fill: 100, fill_interval: '60s' },
    });
  });

  it('find out first what counts, where not all does', () => {
    const requests = [{ methods: ['POST'], headers: [] }] as const;
    expect(named([{ ...LIMIT, requests }])).toEqual(['counted-writes', 'rate-limit-writes']);
  });

  it('are none at a port that the limit is not for, and none of another service', () => {
    expect(named([{ ...LIMIT, requests: [{ ports: [9090], headers: [] }] }])).toEqual([]);
    expect(named([{ ...LIMIT, scope: { kind: 'service', service: 'shop/other' } }])).toEqual([]);
  });

  it('need a service that counts to be configured', () => {
    const context = contextOf([{ ...LIMIT, amount: GLOBAL }]);
    expect(rateLimitFilters(HTTP, context)).toEqual({ filters: [], clusters: [] });
    expect(context.gaps.map(({ code }) => code)).toEqual(['MW3402']);
  });
});

describe('filters for routes', () => {
  const own = route('shop/cart', { rateLimit: POLICY });

  it('are none where no route has a limit', () => {
    expect(routeLimitFilters([route('shop/cart')], contextOf([])).filters).toEqual([]);
    expect(routeLimit(route('shop/cart'))).toEqual({});
  });

  it('are one for all that proxies count, and what routes say is for it', () => {
    const { filters } = routeLimitFilters([own, { ...own, name: 'twin' }], contextOf([]));
    expect(filters.map(({ name }) => name)).toEqual(Object.keys(routeLimit(own)));
  });

  it('are asked for nothing that a route answers itself', () => {
    const limits = { kind: 'envoyRateLimit', service: 'limits', port: 1, domain: 'd', timeout: '1s', failOpen: false };
    const context = contextOf([], { limits });
    const action = { kind: 'direct-response', status: 200 } as const;
    routeLimitFilters([{ ...own, action, rateLimit: { ...POLICY, amount: GLOBAL } }], context);
    expect(context.gaps.map(({ code }) => code)).toEqual(['MW3506']);
  });
});
