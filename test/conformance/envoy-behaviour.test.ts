// What routes and traffic policies do in the real Envoy, beside who is let in: counted at what is behind the proxies.

import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { envoy, proxiesOf } from '../../src/backends/envoy/index.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import { certificateWriter } from '../../src/local/certificate-writer.ts';
import { openAuthority } from '../../src/local/certificates.ts';
import { LOOPBACK } from '../../src/local/ports.ts';
import { type RunningProxy, startProxy, writeProxyFiles } from '../../src/local/run-proxy.ts';
import { openSite, portsOf, type Site } from '../../src/local/site.ts';
import type { HttpRoute } from '../../src/model/route.ts';
import { caller, mesh, route, rule, service, span } from '../backends/model.ts';
import { KEPT_OPEN } from '../envoy/authorizer.ts';
import { judges } from '../lab/judges.ts';

interface Upstream {
  readonly server: Server;
  readonly seen: { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] }[];
}

/** Answers as `x-answer` says: a status, or after `x-delay` milliseconds. */
async function upstream(name: string): Promise<Upstream> {
  const seen: Upstream['seen'] = [];
  const server = createServer(KEPT_OPEN, async (asked, answer) => {
    asked.resume();
    seen.push({ method: asked.method!, url: asked.url!, headers: asked.headers });
    await sleep(Number(asked.headers['x-delay'] ?? 0));
    answer.writeHead(Number(asked.headers['x-answer'] ?? 200), { 'x-from': name }).end();
  }).listen(0, LOOPBACK);
  await once(server, 'listening');
  return { server, seen };
}

const portOf = ({ server }: Upstream) => (server.address() as { port: number }).port;

const NAMES = ['orders', 'cart', 'shadow', 'weak'] as const;
const upstreams = new Map<string, Upstream>();
const running: RunningProxy[] = [];
const folder = mkdtempSync(join(tmpdir(), 'meshwright-behaviour-'));
let site: Site;

const matching = (value: string): HttpRoute['matches'] => [{ path: { kind: 'prefix', value }, headers: [], query: [] }];
const to = (...all: readonly (readonly [string, number])[]): HttpRoute['action'] =>
  ({
    kind: 'forward',
    to: all.map(([name, weight]) => ({ service: `shop/${name}`, port: 80, weight })),
  }) as unknown as HttpRoute['action'];
const on = (name: string, parts: Partial<HttpRoute>): HttpRoute =>
  route('orders', { name, matches: matching(`/${name}`), action: to(['orders', 100]), ...parts });
const changes = { set: {}, add: {}, remove: [] };

const ROUTES: readonly HttpRoute[] = [
  on('split', { action: to(['orders', 80], ['cart', 20]) }),
  on('slow', { timeout: '100ms', retries: { attempts: 0 } }),
  on('again', { retries: { attempts: 2, retryOn: ['5xx'] } }),
  on('status', { retries: { attempts: 1, retryOnStatuses: [418] } }),
  on('aborted', { fault: { abort: { httpStatus: 503, percentage: 30 } }, retries: { attempts: 0 } }),
  on('delayed', { fault: { delay: { fixedDelay: '150ms', percentage: 100 } } }),
  on('mirrored', { mirror: { service: 'shop/shadow', port: 80, percentage: 100 } }),
  on('rewritten', { rewrite: { path: '/new', host: 'other.example.com' } }),
  on('moved', { action: { kind: 'redirect', path: '/there', status: 308 } }),
  on('answer', { action: { kind: 'direct-response', status: 299, body: 'said' } }),
  on('changed', {
    requestHeaders: { ...changes, set: { 'x-set': 'a' }, add: { 'x-added': 'b' }, remove: ['x-gone'] },
    responseHeaders: { ...changes, set: { 'x-answered': 'c' } },
  }),
  on('shared', {
    cors: { allowOrigins: [{ kind: 'exact', value: 'https://a.example.com' }], allowMethods: ['GET'], maxAge: '1m' },
  }),
];

beforeAll(async () => {
  for (const name of NAMES) upstreams.set(name, await upstream(name));
  const weak = {
    outlierDetection: { consecutive5xxErrors: 3, interval: '50ms', baseEjectionTime: '30s', maxEjectionPercent: 100 },
  };
  const model = mesh({
    services: [
      service('web'),
      service('orders', { routes: [...ROUTES] }),
      service('cart'),
      service('shadow'),
      service('weak', {
        traffic: { ...weak, outlierDetection: weak.outlierDetection, span: span() },
        routes: [route('weak', { name: 'weak', action: to(['weak', 100]), retries: { attempts: 0 } })],
      }),
    ],
    calls: [...NAMES].map((name) => ({ from: 'shop/web', to: `shop/${name}`, span: span() })),
    rules: NAMES.map((name) => rule(name, { from: [caller('web')] })),
  });
  const authority = await openAuthority(1, new Date());
  const certificates = certificateWriter(join(folder, 'certificates'), authority);
  await certificates.write(model);
  site = await openSite(model, {
    folder,
    version: '1.40',
    configuration: 'static',
    application: ({ name }) => ({ address: LOOPBACK, port: portOf(upstreams.get(name) ?? upstreams.get('orders')!) }),
    authorizers: new Map(),
    certificates: certificates.folderOf,
    systemCertificates: join(folder, 'certificates', 'ca.pem'),
    jwks: '{"keys":[]}',
  });
  const backend = envoy(() => site.placement);
  expect([...backend.gaps(model)].filter(isError)).toEqual([]);
  const configs = backend.configs!(model);
  await Promise.all(
    proxiesOf(model).map(async (proxy, i) => {
      const place = site.folderOf(proxy);
      mkdirSync(place, { recursive: true });
      writeProxyFiles(place, configs[i]!);
      const ports = portsOf(proxy, model, site);
      running.push(await startProxy({ program: judges().envoy, folder: place, ports, onSpawn: () => {} }));
    }),
  );
}, 60_000);
afterAll(async () => {
  agent.destroy();
  await Promise.all(running.map((proxy) => proxy.stop()));
  for (const { server } of upstreams.values()) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly milliseconds: number;
}

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', host = 'orders'): Promise<Answer> => {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: LOOPBACK, port: site.outboundOf('shop/web'), agent, method, path, headers: { host, ...headers } },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            milliseconds: performance.now() - started,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
};

const seenBy = async (name: string, asking: () => Promise<unknown>) => {
  const { seen } = upstreams.get(name)!;
  const before = seen.length;
  await asking();
  return seen.slice(before);
};

describe('routes of services', () => {
  it('share requests by weight: 2,000 of them, within what chance allows', async () => {
    const cart = await seenBy('cart', async () => {
      for (let batch = 0; batch < 100; batch++) await Promise.all(Array.from({ length: 20 }, () => ask('/split')));
    });
    // 400 are expected, and five standard deviations are 89.
    expect(cart.length).toBeGreaterThan(310);
    expect(cart.length).toBeLessThan(490);
  }, 30_000);

  it('give up in time', async () => {
    const { status, milliseconds } = await ask('/slow', { 'x-delay': '800' });
    expect(status).toBe(504);
    expect(milliseconds).toBeGreaterThan(95);
    expect(milliseconds).toBeLessThan(1_500);
  });

  it('try again as often as they say, on what they say', async () => {
    expect(await seenBy('orders', () => ask('/again', { 'x-answer': '500' }))).toHaveLength(3);
    expect(await seenBy('orders', () => ask('/again'))).toHaveLength(1);
    expect(await seenBy('orders', () => ask('/status', { 'x-answer': '418' }))).toHaveLength(2);
    expect(await seenBy('orders', () => ask('/status', { 'x-answer': '500' }))).toHaveLength(1);
  });

  it('fail and delay on purpose', async () => {
    const answers = await Promise.all(Array.from({ length: 400 }, () => ask('/aborted')));
    const failed = answers.filter(({ status }) => status === 503).length;
    expect(failed).toBeGreaterThan(70);
    expect(failed).toBeLessThan(170);
    expect((await ask('/delayed')).milliseconds).toBeGreaterThan(145);
  });

  it('mirror requests, and answer without waiting for that', async () => {
    const mirrored = await seenBy('shadow', async () => {
      for (let i = 0; i < 20; i++) expect((await ask('/mirrored')).headers['x-from']).toBe('orders');
      await sleep(200);
    });
    expect(mirrored.map(({ headers }) => headers.host)).toEqual(Array.from({ length: 20 }, () => 'orders'));
  });

  it('rewrite, redirect and answer', async () => {
    const rewritten = await seenBy('orders', async () => {
      for (const path of ['/rewritten', '/rewritten/x?q=1']) await ask(path);
    });
    expect(rewritten.map(({ url, headers }) => [url, headers.host])).toEqual([
      ['/new', 'other.example.com'],
      ['/new/x?q=1', 'other.example.com'],
    ]);
    const moved = await ask('/moved');
    expect([moved.status, moved.headers.location]).toEqual([308, 'http://orders/there']);
    expect((await ask('/answer')).status).toBe(299);
  });

  it('change headers', async () => {
    const answers: Answer[] = [];
    const [seen] = await seenBy('orders', async () =>
      answers.push(await ask('/changed', { 'x-gone': '1', 'x-added': 'a' })),
    );
    expect([seen!.headers['x-set'], seen!.headers['x-added'], seen!.headers['x-gone']]).toEqual([
      'a',
      'a, b',
      undefined,
    ]);
    expect(answers[0]!.headers['x-answered']).toBe('c');
  });

  it('share with other origins', async () => {
    const from = (origin: string) => ask('/shared', { origin, 'access-control-request-method': 'GET' }, 'OPTIONS');
    const allowed = await from('https://a.example.com');
    expect([allowed.headers['access-control-allow-origin'], allowed.headers['access-control-max-age']]).toEqual([
      'https://a.example.com',
      '60',
    ]);
    expect((await from('https://b.example.com')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('know nobody who is not called', async () => {
    expect((await ask('/', {}, 'GET', 'nobody')).status).toBe(404);
  });
});

describe('traffic policies', () => {
  it('eject what fails', async () => {
    for (let i = 0; i < 3; i++) expect((await ask('/', { 'x-answer': '500' }, 'GET', 'weak')).status).toBe(500);
    await sleep(200);
    const after = await seenBy('weak', async () => expect((await ask('/', {}, 'GET', 'weak')).status).toBe(503));
    expect(after).toEqual([]);
  });
});
