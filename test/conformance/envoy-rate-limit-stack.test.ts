// Limits of routes and gateways in the configs of whole meshes: counted where a route is taken, whatever Envoy makes of it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { envoy, proxiesOf } from '../../src/backends/envoy/index.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import { certificateWriter } from '../../src/local/certificate-writer.ts';
import { openAuthority } from '../../src/local/certificates.ts';
import { LOOPBACK } from '../../src/local/ports.ts';
import { startProxy, writeProxyFiles } from '../../src/local/run-proxy.ts';
import { openSite, portsOf, type Site } from '../../src/local/site.ts';
import type { PathMatch } from '../../src/model/match.ts';
import type { RateLimitPolicy } from '../../src/model/rate-limit.ts';
import type { HttpRoute } from '../../src/model/route.ts';
import { gateway, gatewayRoute, mesh, plain, route, service, span } from '../backends/model.ts';
import { startServices } from '../envoy/services.ts';
import { judges } from '../lab/judges.ts';

const EDGE = { kind: 'gateway', gateway: 'shop/edge' } as const;
const CART = { kind: 'service', service: 'shop/cart' } as const;

function policy(scope: RateLimitPolicy['scope'], name: string, parts: Partial<RateLimitPolicy> = {}): RateLimitPolicy {
  const amount = { kind: 'local', limit: 2, per: '1h', burst: 2 } as const;
  return { scope, name, amount, by: [], status: 429, headers: false, dryRun: false, span: span(), ...parts };
}

const exactly = (value: string): PathMatch => ({ kind: 'exact', value });
const taking = (...paths: readonly string[]): HttpRoute['matches'] =>
  paths.map((value) => ({ path: exactly(value), headers: [], query: [] }));

const model = mesh({
  authorization: 'allow-by-default',
  services: [
    service('web'),
    service('cart', {
      routes: [
        route('cart', { name: 'two', matches: taking('/a', '/b'), rateLimit: policy(CART, 'two') }),
        route('cart', { name: 'rest' }),
      ],
    }),
  ],
  calls: [{ from: 'shop/web', to: 'shop/cart', span: span() }],
  gateways: [
    gateway('edge', {
      listeners: [plain('http', { hosts: ['shop.example.com', 'blog.example.com'] })],
      routes: [
        gatewayRoute(
          'web',
          ['shop.example.com', 'blog.example.com'],
          { name: 'search', matches: taking('/search', '/find'), rateLimit: policy(EDGE, 'search', { status: 503 }) },
          ['http'],
        ),
        gatewayRoute('web', ['shop.example.com', 'blog.example.com'], { name: 'rest' }, ['http']),
      ],
    }),
  ],
  rateLimits: [
    {
      ...policy(EDGE, 'tenants', { by: [{ kind: 'header', name: 'x-tenant' }] }),
      from: 'anyone',
      except: [],
      requests: [{ paths: [exactly('/tenant')], headers: [] }],
    },
    {
      ...policy(EDGE, 'clients', { by: [{ kind: 'remote-address' }] }),
      from: 'anyone',
      except: [],
      requests: [{ paths: [exactly('/client')], headers: [] }],
    },
  ],
});

const folder = mkdtempSync(join(tmpdir(), 'meshwright-rate-limit-'));
const opened: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
let site: Site;

beforeAll(async () => {
  const behind = await startServices('opa', 'envoyExtAuthzHttp');
  opened.push(behind.close);
  const certificates = certificateWriter(join(folder, 'certificates'), await openAuthority(1, new Date()));
  await certificates.write(model);
  site = await openSite(model, {
    folder,
    version: '1.40',
    configuration: 'filesystem',
    application: () => ({ address: LOOPBACK, port: behind.http }),
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
      const program = process.env.MESHWRIGHT_ENVOY ?? judges().envoy;
      const running = await startProxy({ program, folder: place, ports, onSpawn: () => {} });
      opened.push(() => running.stop());
    }),
  );
}, 60_000);
afterAll(async () => {
  for (const close of opened.reverse()) await close();
});

function ask(port: number, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { host: LOOPBACK, port, path, headers, agent: false } as const;
    const sent = send(options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject).end();
  });
}

async function each(
  port: number,
  paths: readonly string[],
  headers: Record<string, string>,
): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const path of paths) statuses.push(await ask(port, path, headers));
  return statuses;
}

const atEdge = (paths: readonly string[], headers: Record<string, string> = {}) =>
  each(site.at(`gateway ${EDGE.gateway}`, 80), paths, { host: 'shop.example.com', ...headers });

describe('a route of a service', () => {
  it('has one bucket in the proxy of a caller, however many paths it takes', async () => {
    const port = site.outboundOf('shop/web');
    expect(await each(port, ['/a', '/b', '/a', '/b', '/c', '/c', '/c'], { host: 'cart' })).toEqual([
      200, 200, 429, 429, 200, 200, 200,
    ]);
  });
});

describe('a gateway', () => {
  it('limits what takes a route, of all hosts together', async () => {
    expect(await atEdge(['/search'])).toEqual([200]);
    expect(await atEdge(['/find', '/find'], { host: 'blog.example.com' })).toEqual([200, 503]);
    expect(await atEdge(['/search', '/else', '/else', '/else'])).toEqual([503, 200, 200, 200]);
  });

  it('limits each value of a header', async () => {
    const three = ['/tenant', '/tenant', '/tenant'];
    expect(await atEdge(three, { 'x-tenant': 'a' })).toEqual([200, 200, 429]);
    expect(await atEdge(three, { 'x-tenant': 'b' })).toEqual([200, 200, 429]);
  });

  it('does not take from a client who it is: X-Forwarded-For opens no bucket', async () => {
    expect(await atEdge(['/client', '/client'], { 'x-forwarded-for': '203.0.113.1' })).toEqual([200, 200]);
    expect(await atEdge(['/client'], { 'x-forwarded-for': '203.0.113.2' })).toEqual([429]);
  });
});
