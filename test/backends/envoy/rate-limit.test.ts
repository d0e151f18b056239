import { describe, expect, it } from '@jest/globals';
import type { Context } from '../../../src/backends/envoy/context.ts';
import { placeFrom } from '../../../src/backends/envoy/place.ts';
import { rateLimitFilters } from '../../../src/backends/envoy/rate-limit/filters.ts';
import { gatewayLimitFilters } from '../../../src/backends/envoy/rate-limit/gateway.ts';
import { routeLimit, routeLimitFilters } from '../../../src/backends/envoy/rate-limit/route.ts';
import { readPorts } from '../../../src/backends/envoy/read/index.ts';
import { ENVOY_DEFAULTS } from '../../../src/config/envoy.ts';
import type { Diagnostic } from '../../../src/diag/diagnostic.ts';
import type { RateLimit, RateLimitPolicy } from '../../../src/model/rate-limit.ts';
import { gateway, gatewayRoute, mesh, plain, route, rule, service, span } from '../model.ts';
import { backend, codesOf } from './setup.ts';

const CART = { kind: 'service', service: 'shop/cart' } as const;
const POLICY: RateLimitPolicy = {
  scope: CART,
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
    rateLimitFilters(CART, port, contextOf(limits)).filters.map(({ name }) => name);

  it('are one bucket where all requests count', () => {
    const [filter, ...others] = rateLimitFilters(CART, HTTP, contextOf([LIMIT])).filters;
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
    expect(rateLimitFilters(CART, HTTP, context)).toEqual({ filters: [], clusters: [] });
    expect(context.gaps.map(({ code }) => code)).toEqual(['MW3402']);
  });
});

describe('filters for routes', () => {
  const own = route('shop/cart', { rateLimit: POLICY });

  it('are none where no route has a limit', () => {
    expect(routeLimitFilters([route('shop/cart')], contextOf([])).filters).toEqual([]);
    expect(routeLimit(route('shop/cart'))).toEqual({});
  });

  it('go by what marks the route', () => {
    const { filters } = routeLimitFilters([own, route('shop/cart')], contextOf([]));
    expect(filters.map(({ name }) => name)).toEqual(['rate-limit-route service shop/cart: writes']);
    expect(routeLimit(own)).toEqual({
      metadata: { filter_metadata: { 'meshwright.rate_limit': { 'service shop/cart: writes': 'writes' } } },
    });
  });

  it('are asked for nothing that a route answers itself', () => {
    const limits = { kind: 'envoyRateLimit', service: 'limits', port: 1, domain: 'd', timeout: '1s', failOpen: false };
    const context = contextOf([], { limits });
    const action = { kind: 'direct-response', status: 200 } as const;
    routeLimitFilters([{ ...own, action, rateLimit: { ...POLICY, amount: GLOBAL } }], context);
    expect(context.gaps.map(({ code }) => code)).toEqual(['MW3506']);
  });
});

describe('gateways that share a port', () => {
  const [edge, blog] = ['edge', 'blog'].map((name) => gateway(name, { listeners: [plain('http')] }));
  const limit: RateLimit = { ...LIMIT, scope: { kind: 'gateway', gateway: 'shop/edge' } };

  it('cannot have limits of their own', () => {
    const { gaps, ...context } = contextOf([limit]);
    gatewayLimitFilters([edge!, edge!], HTTP, context);
    expect(gaps).toEqual([]);
    gatewayLimitFilters([edge!, blog!], HTTP, context);
    expect(gaps.map(({ code, message }) => [code, message])).toEqual([
      ['MW3507', 'the limit `writes` of `edge` would count requests of `blog` too'],
    ]);
  });
});

describe('what is read back', () => {
  const requests = [{ methods: ['POST'], headers: [] }] as const;
  const limits = {
    kind: 'envoyRateLimit',
    service: 'limits',
    port: 1,
    domain: 'd',
    timeout: '1s',
    failOpen: false,
  } as const;
  const readOf = (rateLimits: readonly RateLimit[], rateLimit?: RateLimitPolicy) => {
    const edge = gateway('edge', {
      listeners: [plain('http')],
      routes: [gatewayRoute('cart', ['shop.example.com'], rateLimit && { rateLimit }, ['http'])],
    });
    const model = mesh({ services: [service('cart')], gateways: [edge], rules: [rule('cart')], rateLimits });
    expect(codesOf(model, { providers: { limits } })).toEqual([]);
    const configs = backend({ providers: { limits } }).configs!(model);
    return readPorts(configs).map(({ key, ports, policies, accepts }) => ({
      key,
      ports,
      accepts,
      policies: policies.map(({ effect, dryRun, rules }) => ({ effect, dryRun, rules: rules.map(({ http }) => http) })),
    }));
  };

  it('has no rule for what limits count', () => {
    const without = readOf([]);
    expect(without.map(({ key, policies }) => [key, policies.length])).toEqual([
      ['service shop/cart', 1],
      ['gateway shop/edge', 1],
    ]);
    const own: readonly RateLimit[] = [
      { ...LIMIT, requests },
      { ...LIMIT, name: 'other', amount: GLOBAL, requests },
      { ...LIMIT, scope: { kind: 'gateway', gateway: 'shop/edge' }, requests },
    ];
    expect(readOf(own, POLICY)).toEqual(without);
  });
});
