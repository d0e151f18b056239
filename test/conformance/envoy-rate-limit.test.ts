// Rate limits as the envoy backend emits them, on the real Envoy: how many requests pass, in whose bucket, and what a rate limit service is told.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Request } from '../../src/access/request.ts';
import { connectionManager, router } from '../../src/backends/envoy/http.ts';
import { socketAddress } from '../../src/backends/envoy/provider-cluster.ts';
import { routeLimit, routeLimitFilters } from '../../src/backends/envoy/rate-limit/route.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { freePorts } from '../../src/local/ports.ts';
import { lookup } from '../../src/model/lookup.ts';
import type { RateLimit, RateLimitPolicy } from '../../src/model/rate-limit.ts';
import type { HttpRoute } from '../../src/model/route.ts';
import { mesh, service, span } from '../backends/model.ts';
import { ask } from '../envoy/ask.ts';
import { staticResources } from '../envoy/judge.ts';
import { LOOPBACK, localPlace } from '../envoy/place.ts';
import { startEnvoy } from '../envoy/process.ts';
import { type RateLimitService, startRateLimitService } from '../envoy/rate-limit-service.ts';
import { startServices } from '../envoy/services.ts';
import { type Authority, authorityIn } from '../fuzz/certificates.ts';
import { judges } from '../lab/judges.ts';

const shop = mesh({
  authorization: 'allow-by-default',
  services: [service('cart'), service('open', { mtls: { mode: 'disabled', ports: [] } })],
}).mesh;

function policy(name: string, parts: Partial<RateLimitPolicy> = {}): RateLimitPolicy {
  const amount = { kind: 'local', limit: 2, per: '1h', burst: 2 } as const;
  const scope = { kind: 'service', service: 'shop/cart' } as const;
  return { scope, name, amount, by: [], status: 429, headers: false, dryRun: false, span: span(), ...parts };
}

/** A limit for requests of a path that has its name. */
function limit(of: 'cart' | 'open', name: string, parts: Partial<RateLimit> = {}): RateLimit {
  return {
    from: 'anyone',
    except: [],
    requests: [{ paths: [{ kind: 'exact', value: `/${name}` }], headers: [] }],
    ...policy(name),
    scope: { kind: 'service', service: `shop/${of}` },
    ...parts,
  };
}

const byTenant = [{ kind: 'header', name: 'x-tenant' }] as const;
const asked = (provider: string) => ({ kind: 'global', provider }) as const;
const batch = { kind: 'workload', identity: identity('batch'), of: undefined } as const;
const LIMITS: readonly RateLimit[] = [
  limit('cart', 'caller', { by: [{ kind: 'caller' }] }),
  limit('cart', 'batch', { from: [batch] }),
  limit('cart', 'others', { except: [batch] }),
  limit('cart', 'whoami', { amount: asked('limits'), by: [{ kind: 'caller' }] }),
  limit('open', 'shared'),
  limit('open', 'writes', {
    requests: [{ methods: ['POST'], paths: [{ kind: 'template', value: '/writes/{*}' }], headers: [] }],
  }),
  limit('open', 'tenant', { by: byTenant }),
  limit('open', 'address', { by: [{ kind: 'remote-address' }] }),
  limit('open', 'nobody', { by: [{ kind: 'caller' }] }),
  limit('open', 'burst', { amount: { kind: 'local', limit: 1, per: '1h', burst: 4 } }),
  limit('open', 'refill', { amount: { kind: 'local', limit: 1, per: '500ms', burst: 1 } }),
  limit('open', 'told', { status: 503, headers: true }),
  limit('open', 'tried', { dryRun: true }),
  limit('open', 'both', { by: [{ kind: 'remote-address' }, ...byTenant], amount: asked('limits') }),
  limit('open', 'both-tried', { amount: asked('limits'), dryRun: true }),
  limit('open', 'closed', { amount: asked('gone') }),
  limit('open', 'opened', { amount: asked('gone-open') }),
];

const ROUTES = [
  route('own', policy('own', { status: 503 })),
  route('tenants', policy('tenants', { by: byTenant })),
  route('counted', policy('counted', { amount: asked('limits'), by: byTenant })),
  route('free'),
];

function route(name: string, rateLimit?: RateLimitPolicy): HttpRoute {
  const action = { kind: 'direct-response', status: 200 } as const;
  return { kind: 'http', name, matches: [], action, ...(rateLimit && { rateLimit }), span: span() };
}

function identity(serviceAccount: string) {
  return { trustDomain: 'cluster.local', namespace: 'shop', serviceAccount };
}

let folder: string;
let authority: Authority;
let counting: RateLimitService;
const opened: (() => void | Promise<void>)[] = [];
let at: { readonly cart: number; readonly open: number; readonly routes: number };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshwright-rate-limit-'));
  opened.push(() => rmSync(folder, { recursive: true, force: true }));
  authority = authorityIn(join(folder, 'authority'));
  mkdirSync(join(folder, 'certificates'));
  copyFileSync(authority.ca, join(folder, 'certificates', 'ca.pem'));
  copyFileSync(authority.server.key, join(folder, 'certificates', 'key.pem'));
  copyFileSync(authority.server.cert, join(folder, 'certificates', 'cert.pem'));
  counting = await startRateLimitService(({ descriptors }) =>
    descriptors.some((one) => one.includes('x-tenant=bad') || one.includes('limit=both-tried')),
  );
  opened.push(counting.close);
  const services = await startServices('opa', 'envoyExtAuthzHttp');
  opened.push(services.close);
  const [cart, open, routes, gone] = await freePorts(4);
  at = { cart: cart!, open: open!, routes: routes! };
  const running = await startEnvoy(
    process.env.MESHWRIGHT_ENVOY ?? judges().envoy,
    folder,
    bootstrap(services, counting.port, gone!),
    [cart!, open!, routes!],
  );
  opened.push(running.close);
}, 60_000);
afterAll(async () => {
  for (const close of opened.reverse()) await close();
});

function bootstrap(
  application: { readonly http: number; readonly tcp: number },
  port: number,
  gone: number,
): JsonObject {
  const provider = (port: number, failOpen: boolean) =>
    ({ kind: 'envoyRateLimit', service: LOOPBACK, port, domain: 'shop', timeout: '2s', failOpen }) as const;
  const place = localPlace({
    inbound: (of) => (of === 'shop/cart:8080' ? at.cart : at.open),
    application,
    certificates: join(folder, 'certificates'),
    options: {
      providers: { limits: provider(port, false), gone: provider(gone, false), 'gone-open': provider(gone, true) },
    },
  });
  const model = lookup({ ...shop, rateLimits: LIMITS });
  const made = staticResources(model, place) as Record<string, JsonObject[]>;
  const proxy = { kind: 'service', service: shop.services[0]! } as const;
  const { filters } = routeLimitFilters(ROUTES, { lookup: model, placement: place(model), proxy, gap: () => {} });
  const manager = connectionManager({
    stat_prefix: 'routes',
    route_config: {
      virtual_hosts: [
        {
          name: 'routes',
          domains: ['*'],
          routes: ROUTES.flatMap((one) =>
            ['a', 'b'].map((part) => ({
              match: { prefix: `/${one.name}/${part}` },
              // Envoy asks a service about what goes on, and not about what a route answers itself.
              ...(one.name === 'counted'
                ? { route: { cluster: 'application_8080' } }
                : { direct_response: { status: 200 } }),
              ...routeLimit(one),
            })),
          ),
        },
      ],
    },
    http_filters: [...filters, router()],
  });
  const listeners = made['listeners']!.filter(({ name }) => String(name).startsWith('inbound_'));
  return {
    static_resources: {
      ...made,
      clusters: [...new Map(made['clusters']!.map((one) => [one['name'], one])).values()],
      secrets: [...new Map(made['secrets']!.map((one) => [one['name'], one])).values()],
      listeners: [
        ...listeners.map((one, i) => ({ ...one, name: `${String(one['name'])}_${i}` })),
        { name: 'routes', address: socketAddress(LOOPBACK, at.routes), filter_chains: [{ filters: [manager] }] },
      ],
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

function plain(
  path: string,
  { method = 'GET', to = at.open, ...headers }: Record<string, string | number> & { to?: number; method?: string } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const options = {
      host: LOOPBACK,
      port: to,
      path,
      method,
      headers: { 'x-forwarded-for': '203.0.113.1', ...headers },
    };
    const sent = send(options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
    });
    sent.on('error', reject).end();
  });
}

/** What so many requests are answered, one after the other. */
async function times(count: number, one: () => Promise<Answer>): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await one()).status);
  return statuses;
}

/** The same, of a caller with a certificate. */
function called(count: number, path: string, from: string): Promise<readonly number[]> {
  const http = { method: 'GET', path, host: 'cart.shop', headers: {} };
  const request: Request = {
    identity: identity(from),
    sourceIp: LOOPBACK,
    remoteIp: '203.0.113.1',
    destinationIp: LOOPBACK,
    port: 8080,
    sni: '',
    http,
  };
  return ask(
    Array.from({ length: count }, () => ({ at: at.cart, request })),
    authority,
  );
}

describe('a proxy that counts', () => {
  it('lets through what fits in the bucket, and answers 429 to the rest', async () => {
    expect(await times(4, () => plain('/shared'))).toEqual([200, 200, 429, 429]);
  });

  it('counts what the limit is for, and nothing else', async () => {
    expect(await times(3, () => plain('/writes/1', { method: 'POST' }))).toEqual([200, 200, 429]);
    expect(await times(3, () => plain('/writes/1'))).toEqual([200, 200, 200]);
    expect(await times(3, () => plain('/writes/1/2', { method: 'POST' }))).toEqual([200, 200, 200]);
  });

  it('has a bucket for each identity', async () => {
    expect(await called(3, '/caller', 'web')).toEqual([200, 200, 429]);
    expect(await called(3, '/caller', 'batch')).toEqual([200, 200, 429]);
  });

  it('counts some callers only, or all but some', async () => {
    expect(await called(3, '/batch', 'batch')).toEqual([200, 200, 429]);
    expect(await called(3, '/batch', 'web')).toEqual([200, 200, 200]);
    expect(await called(3, '/others', 'batch')).toEqual([200, 200, 200]);
    expect(await called(3, '/others', 'web')).toEqual([200, 200, 429]);
  });

  it('has a bucket for each value of a header, and one for requests without it', async () => {
    expect(await times(3, () => plain('/tenant', { 'x-tenant': 'a' }))).toEqual([200, 200, 429]);
    expect(await times(3, () => plain('/tenant', { 'x-tenant': 'b' }))).toEqual([200, 200, 429]);
    expect(await times(3, () => plain('/tenant'))).toEqual([200, 200, 429]);
  });

  it('has a bucket for each address of a client', async () => {
    expect(await times(3, () => plain('/address', { 'x-forwarded-for': '203.0.113.7' }))).toEqual([200, 200, 429]);
    expect(await times(3, () => plain('/address', { 'x-forwarded-for': '203.0.113.8' }))).toEqual([200, 200, 429]);
  });

  it('has one bucket for all that have no identity', async () => {
    expect(await times(3, () => plain('/nobody'))).toEqual([200, 200, 429]);
  });

  it('lets a burst through, and fills the bucket again', async () => {
    expect(await times(5, () => plain('/burst'))).toEqual([200, 200, 200, 200, 429]);
    expect(await times(2, () => plain('/refill'))).toEqual([200, 429]);
    await sleep(700);
    expect((await plain('/refill')).status).toBe(200);
  });

  it('answers as it is told', async () => {
    const first = await plain('/told');
    expect(first.headers).toMatchObject({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1' });
    expect(await times(2, () => plain('/told'))).toEqual([200, 503]);
  });

  it('refuses nothing where a limit is only tried', async () => {
    expect(await times(4, () => plain('/tried'))).toEqual([200, 200, 200, 200]);
  });
});

describe('a service that counts', () => {
  it('is told what tells requests apart, and decides', async () => {
    const from = counting.asked.length;
    expect((await plain('/both', { 'x-tenant': 'bad' })).status).toBe(429);
    expect((await plain('/both', { 'x-tenant': 'good' })).status).toBe(200);
    expect((await plain('/both')).status).toBe(200);
    const told = (tenant: string) => ({
      domain: 'shop',
      descriptors: [['limit=both', 'remote_address=203.0.113.1', `x-tenant=${tenant}`]],
    });
    expect(counting.asked.slice(from)).toEqual([told('bad'), told('good'), told('')]);
  });

  it('is told who calls', async () => {
    const from = counting.asked.length;
    expect(await called(1, '/whoami', 'web')).toEqual([200]);
    expect(counting.asked.slice(from)).toEqual([
      { domain: 'shop', descriptors: [['limit=whoami', 'caller=spiffe://cluster.local/ns/shop/sa/web']] },
    ]);
  });

  it('decides nothing where a limit is only tried', async () => {
    const from = counting.asked.length;
    expect((await plain('/both-tried')).status).toBe(200);
    expect(counting.asked.length).toBe(from + 1);
  });

  it('is not asked about other requests', async () => {
    const from = counting.asked.length;
    expect((await plain('/other')).status).toBe(200);
    expect(counting.asked.length).toBe(from);
  });

  it('that does not answer lets requests pass only where that was said', async () => {
    expect((await plain('/closed')).status).toBe(503);
    expect((await plain('/opened')).status).toBe(200);
  });
});

describe('a route', () => {
  it('limits what takes it', async () => {
    const to = at.routes;
    expect(await times(1, () => plain('/own/a', { to }))).toEqual([200]);
    expect(await times(2, () => plain('/own/b', { to }))).toEqual([200, 503]);
    expect(await times(3, () => plain('/tenants/a', { to, 'x-tenant': 'a' }))).toEqual([200, 200, 429]);
    expect(await times(3, () => plain('/tenants/a', { to, 'x-tenant': 'b' }))).toEqual([200, 200, 429]);
    expect(await times(4, () => plain('/free/a', { to }))).toEqual([200, 200, 200, 200]);
  });

  it('has a service that counts told by its name', async () => {
    const from = counting.asked.length;
    expect((await plain('/counted/a', { to: at.routes, 'x-tenant': 'bad' })).status).toBe(429);
    expect((await plain('/free/a', { to: at.routes })).status).toBe(200);
    expect(counting.asked.slice(from)).toEqual([{ domain: 'shop', descriptors: [['limit=counted', 'x-tenant=bad']] }]);
  });
});
