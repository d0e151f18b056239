// Traces and access logs of the real Envoy, as they arrive where the mesh says: of requests that go through the caller's proxy and the service's.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { envoy, proxiesOf } from '../../src/backends/envoy/index.ts';
import type { Provider } from '../../src/config/envoy.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import { certificateWriter } from '../../src/local/certificate-writer.ts';
import { openAuthority } from '../../src/local/certificates.ts';
import { LOOPBACK } from '../../src/local/ports.ts';
import { type RunningProxy, startProxy, writeProxyFiles } from '../../src/local/run-proxy.ts';
import { application, type Listening } from '../../src/local/services.ts';
import { openSite, portsOf } from '../../src/local/site.ts';
import type { AuthorizationRule } from '../../src/model/authorization.ts';
import type { Mesh } from '../../src/model/mesh.ts';
import { caller, mesh, rule, service, span } from '../backends/model.ts';
import { type Collector, type Span, startCollector } from '../envoy/collector.ts';
import { judges } from '../lab/judges.ts';
import { until } from '../lab/wait.ts';

const ZIPKIN_PATH = '/spans/v2';
const folder = mkdtempSync(join(tmpdir(), 'meshwright-telemetry-'));
const running: RunningProxy[] = [];
let collector: Collector;
let app: Listening;

/** Two proxies, for the caller and the service; reports what listens for the caller's requests. */
async function start(name: string, parts: Partial<Mesh>, providers: Readonly<Record<string, Provider>>) {
  const model = mesh({
    services: [service('web'), service('orders')],
    calls: [{ from: 'shop/web', to: 'shop/orders', span: span() }],
    rules: [
      rule('orders', { name: 'web-reads', from: [caller('web')], requests: asking('/open', '/admin') }),
      rule('orders', { name: 'no-admin', effect: 'deny', requests: asking('/admin') }),
      rule('orders', { name: 'watched', effect: 'audit', requests: asking('/open/audited') }),
    ],
    ...parts,
  });
  const own = join(folder, name);
  const certificates = certificateWriter(join(own, 'certificates'), await openAuthority(1, new Date()));
  await certificates.write(model);
  const site = await openSite(model, {
    folder: own,
    version: '1.40',
    configuration: 'static',
    application: () => ({ address: LOOPBACK, port: app.port }),
    authorizers: new Map(),
    certificates: certificates.folderOf,
    systemCertificates: join(own, 'certificates', 'ca.pem'),
    jwks: '{"keys":[]}',
  });
  const backend = envoy(() => ({ ...site.placement, providers: new Map(Object.entries(providers)) }));
  expect([...backend.gaps(model)].filter(isError)).toEqual([]);
  const configs = backend.configs!(model);
  const starting = proxiesOf(model).map(async (proxy, i) => {
    const place = site.folderOf(proxy);
    mkdirSync(place, { recursive: true });
    writeProxyFiles(place, configs[i]!);
    const ports = portsOf(proxy, model, site);
    const args = ['--file-flush-interval-msec', '100'];
    running.push(await startProxy({ program: judges().envoy, folder: place, ports, args, onSpawn: () => {} }));
  });
  await Promise.all(starting);
  return site.outboundOf('shop/web');
}

function asking(...paths: readonly string[]): AuthorizationRule['requests'] {
  const [first, ...rest] = paths.map((value) => ({ kind: 'prefix', value }) as const);
  return [{ paths: [first!, ...rest], headers: [] }];
}

let at: Readonly<Record<'otlp' | 'zipkin' | 'half' | 'never', number>>;
const file = join(folder, 'all.log');
const filtered = join(folder, 'some.log');

beforeAll(async () => {
  collector = await startCollector(ZIPKIN_PATH);
  app = await application(false);
  const otlp = { service: LOOPBACK, port: collector.grpc };
  const traces = { kind: 'opentelemetry', ...otlp } as const;
  const zipkin = { kind: 'zipkin', service: LOOPBACK, port: collector.zipkin, path: ZIPKIN_PATH } as const;
  const tracing = (sampling: number) => ({ provider: 'traces', sampling });
  const accessLogs = { provider: 'logs' };
  at = {
    otlp: await start(
      'otlp',
      { tracing: tracing(100), accessLogs },
      { traces, logs: { kind: 'envoyOtelAls', ...otlp } },
    ),
    zipkin: await start(
      'zipkin',
      { tracing: tracing(100), accessLogs },
      { traces: zipkin, logs: { kind: 'envoyFileAccessLog', path: file } },
    ),
    half: await start('half', { tracing: tracing(50) }, { traces }),
    never: await start(
      'never',
      { tracing: tracing(0), accessLogs: { ...accessLogs, filter: 'response.code == 403' } },
      { traces, logs: { kind: 'envoyFileAccessLog', path: filtered } },
    ),
  };
}, 120_000);
afterAll(async () => {
  await Promise.all(running.map((proxy) => proxy.stop()));
  await Promise.all([collector?.close(), app?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

function ask(port: number, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { host: LOOPBACK, port, path, agent: false, headers: { host: 'orders', ...headers } };
    const sent = send(options, (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? 0)));
    sent.on('error', reject).end();
  });
}

/** All of them, as soon as there are so many: what comes late is not awaited for long. */
function arrived<T>(what: string, count: number, found: () => readonly T[]): Promise<readonly T[]> {
  return until(what, async () => (found().length >= count ? found() : undefined), 20);
}

function spansOf(path: string): readonly Span[] {
  return collector.spans.filter(({ attributes }) => attributes['http.url'] === `http://orders${path}`);
}

/** Both proxies tell of a request only after they told of those before it. */
const asked = (path: string) => arrived(`spans of ${path}`, 2, () => spansOf(path));
const bySenders = (all: readonly { readonly service: string }[]) => all.map(({ service }) => service).sort();

const PARENT = '00f067aa0ba902b7';
const traceparent = (trace: string, sampled: '00' | '01') => ({ traceparent: `00-${trace}-${PARENT}-${sampled}` });

describe('traces', () => {
  it('arrive by OTLP: one for both proxies, which goes on from that of the caller', async () => {
    const trace = 'a1'.repeat(16);
    expect(await ask(at.otlp, '/open/traced', traceparent(trace, '01'))).toBe(200);
    const spans = await arrived('spans', 3, () => collector.spans.filter((one) => one.trace === trace));
    const [got, sent, served] = [
      spans.find(({ parent }) => parent === PARENT)!,
      spans.find(({ attributes, service }) => service === 'web.shop' && attributes['upstream_address'])!,
      spans.find(({ service }) => service === 'orders.shop')!,
    ];
    expect(spans.map(({ id, parent }) => [id, parent])).toEqual(
      expect.arrayContaining([
        [got.id, PARENT],
        [sent.id, got.id],
        [served.id, sent.id],
      ]),
    );
    expect([spans.length, got.service]).toEqual([3, 'web.shop']);
    const seen = { 'http.method': 'GET', 'http.url': 'http://orders/open/traced', 'http.status_code': '200' };
    expect([got.attributes, served.attributes]).toEqual([expect.objectContaining(seen), expect.objectContaining(seen)]);
  });

  it('are of all requests at 100 per cent, but those that the caller said not to trace', async () => {
    expect(await ask(at.otlp, '/open/not-this', traceparent('b2'.repeat(16), '00'))).toBe(200);
    const paths = Array.from({ length: 10 }, (_, i) => `/open/all/${i}`);
    for (const path of paths) expect(await ask(at.otlp, path)).toBe(200);
    for (const path of paths) expect(bySenders(await asked(path))).toEqual(['orders.shop', 'web.shop']);
    expect(new Set(paths.map((path) => spansOf(path)[0]!.trace)).size).toBe(10);
    expect(spansOf('/open/not-this')).toEqual([]);
  });

  it('are of some requests in between, and both proxies decide alike', async () => {
    const paths = Array.from({ length: 200 }, (_, i) => `/open/half/${i}`);
    for (const path of paths) expect(await ask(at.half, path)).toBe(200);
    expect(await ask(at.half, '/open/last', { 'x-client-trace-id': 'mine' })).toBe(200);
    await asked('/open/last');
    const traced = paths.map((path) => bySenders(spansOf(path))).filter((senders) => senders.length > 0);
    // 100 are expected, and five standard deviations are 36.
    expect(Math.abs(traced.length - 100)).toBeLessThan(36);
    expect(new Set(traced.map((senders) => senders.join()))).toEqual(new Set(['orders.shop,web.shop']));
  });

  it('are of no requests at 0 per cent, but those that are asked for by header', async () => {
    const paths = Array.from({ length: 10 }, (_, i) => `/open/none/${i}`);
    for (const path of paths) expect(await ask(at.never, path)).toBe(200);
    expect(await ask(at.never, '/open/none/sampled', traceparent('c3'.repeat(16), '01'))).toBe(200);
    expect(await ask(at.never, '/open/this', { 'x-client-trace-id': 'mine' })).toBe(200);
    expect(bySenders(await asked('/open/this'))).toEqual(['orders.shop', 'web.shop']);
    expect([...paths, '/open/none/sampled'].flatMap(spansOf)).toEqual([]);
  });

  it('arrive at Zipkin as JSON', async () => {
    const trace = 'd4'.repeat(16);
    const b3 = { 'x-b3-traceid': trace, 'x-b3-spanid': PARENT, 'x-b3-sampled': '1' };
    expect(await ask(at.zipkin, '/open/zipkin', b3)).toBe(200);
    const spans = await arrived('spans', 3, () => collector.zipkinSpans.filter(({ traceId }) => traceId === trace));
    const of = (service: string, kind: string) =>
      spans.find((one) => one.kind === kind && one.localEndpoint.serviceName === service)!;
    const [got, sent, served] = [of('web.shop', 'SERVER'), of('web.shop', 'CLIENT'), of('orders.shop', 'SERVER')];
    expect([got.parentId, sent.parentId, served.parentId]).toEqual([PARENT, got.id, sent.id]);
    expect(served.tags).toMatchObject({ 'http.url': 'http://orders/open/zipkin', 'http.status_code': '200' });
  });
});

const local = expect.stringMatching(/^127\.0\.0\.1:\d+$/);
const DENIED = 'rbac_access_denied_matched_policy[service_shop/orders:_deny[no-admin]]';

/** What the service's proxy says of a request that it passes on. */
const PASSED = {
  start_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  method: 'GET',
  path: '/open/logged',
  protocol: 'HTTP/1.1',
  response_code: 200,
  response_flags: '-',
  response_code_details: 'via_upstream',
  connection_termination_details: null,
  upstream_transport_failure_reason: null,
  bytes_received: 0,
  bytes_sent: 5,
  duration: expect.any(Number),
  upstream_service_time: expect.stringMatching(/^\d+$/),
  x_forwarded_for: '203.0.113.9',
  user_agent: 'a test',
  request_id: expect.stringMatching(/^[\da-f-]{36}$/),
  authority: 'orders',
  upstream_host: local,
  upstream_cluster: 'application_8080',
  upstream_local_address: local,
  downstream_local_address: local,
  // Whom the caller's proxy speaks for.
  downstream_remote_address: '203.0.113.9:0',
  downstream_peer: 'spiffe://cluster.local/ns/shop/sa/web',
  requested_server_name: 'orders.shop.svc.cluster.local',
  route_name: 'default',
  // Null at a proxy without a rule that audits.
  audited: false,
};
const REFUSED = {
  response_code: 403,
  bytes_sent: 'RBAC: access denied'.length,
  upstream_host: null,
  upstream_local_address: null,
  upstream_service_time: null,
};
const told = { 'user-agent': 'a test', 'x-forwarded-for': '203.0.113.9' };

/** In OTLP they are strings, and `-` where there is nothing. */
function strings(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = (value: unknown) => (value === null ? '-' : typeof value === 'object' ? value : String(value));
  const all = Object.entries(fields).map(([key, value]) => [key, text(value)]);
  return { ...Object.fromEntries(all), duration: expect.stringMatching(/^\d+$/) };
}

function lines(path: string): readonly Record<string, unknown>[] {
  if (!existsSync(path)) return [];
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line));
}

describe('access logs', () => {
  it('arrive by OTLP, with what was answered and why, and the trace', async () => {
    const trace = 'e5'.repeat(16);
    expect(await ask(at.otlp, '/open/logged', { ...told, ...traceparent(trace, '01') })).toBe(200);
    expect(await ask(at.otlp, '/admin', told)).toBe(403);
    const of = (path: string) =>
      arrived(`logs of ${path}`, 2, () => collector.logs.filter(({ attributes }) => attributes['path'] === path));
    const served = (await of('/open/logged')).find(({ resource }) => resource['log_name'] === 'orders.shop')!;
    expect(served.attributes).toEqual(strings(PASSED));
    expect(served.trace).toBe(trace);
    const sent = (await of('/open/logged')).find(({ resource }) => resource['log_name'] === 'web.shop')!;
    expect(sent.attributes).toMatchObject({ upstream_cluster: 'shop/orders:80', response_code: '200' });
    const refused = (await of('/admin')).find(({ resource }) => resource['log_name'] === 'orders.shop')!;
    expect(refused.attributes).toEqual(
      strings({ ...PASSED, ...REFUSED, path: '/admin', response_code_details: DENIED }),
    );
  });

  it('are lines of JSON in a file, with the rule that denied', async () => {
    expect(await ask(at.zipkin, '/open/logged', told)).toBe(200);
    expect(await ask(at.zipkin, '/admin', told)).toBe(403);
    expect(await ask(at.zipkin, '/nobody-may', told)).toBe(403);
    const of = (path: string) =>
      arrived(`lines of ${path}`, 2, () => lines(file).filter((one) => one['path'] === path));
    const served = async (path: string) => (await of(path)).filter((one) => one['downstream_peer'] !== null);
    expect(await served('/open/logged')).toEqual([PASSED]);
    expect(await served('/admin')).toEqual([{ ...PASSED, ...REFUSED, path: '/admin', response_code_details: DENIED }]);
    const none = 'rbac_access_denied_matched_policy[none]';
    expect(await served('/nobody-may')).toEqual([
      { ...PASSED, ...REFUSED, path: '/nobody-may', response_code_details: none },
    ]);
    const sent = (await of('/open/logged')).filter((one) => one['downstream_peer'] === null);
    expect(sent).toEqual([
      expect.objectContaining({ upstream_cluster: 'shop/orders:80', upstream_host: local, response_code: 200 }),
    ]);
  });

  it('are of what the filter holds for, and of what is audited', async () => {
    expect(await ask(at.never, '/open/quiet')).toBe(200);
    expect(await ask(at.never, '/open/audited')).toBe(200);
    expect(await ask(at.never, '/admin')).toBe(403);
    await arrived('lines', 2, () => lines(filtered).filter((one) => one['path'] === '/admin'));
    const seen = lines(filtered).map(({ path, response_code, audited }) => [path, response_code, audited]);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['/admin', 403, null],
        ['/admin', 403, false],
        ['/open/audited', 200, true],
      ]),
    );
    expect(seen).toHaveLength(3);
  });
});

describe('a collector', () => {
  it('is asked nothing else', () => {
    expect(collector.others).toEqual([]);
  });
});
