// A mesh on this machine that follows its policies: while requests go through it, and as the command shows it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDev } from '../../src/local/dev.ts';
import type { Passed } from '../../src/local/log.ts';
import { freePorts } from '../../src/local/ports.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { caller, mesh, rule, service, span } from '../backends/model.ts';
import { buildOnce, folderWith, MAIN, ROOT } from '../cli/meshwright.ts';
import { judges } from '../lab/judges.ts';

beforeAll(buildOnce);

/** `MESHWRIGHT_CHANGES=100 MESHWRIGHT_SECONDS=60` for the long run. */
const CHANGES = Number(process.env.MESHWRIGHT_CHANGES ?? 20);
const SECONDS = Number(process.env.MESHWRIGHT_SECONDS ?? 12);
const EACH_SECOND = 500;

let ended: () => void = () => {};
afterAll(() => ended());

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('meshwright-dev-'));

/** `web` may read from `orders`, and in every other one delete as well. */
const model = (methods: readonly [string, ...string[]]): Lookup =>
  mesh({
    services: [service('web'), service('orders')],
    calls: [{ from: 'shop/web', to: 'shop/orders', span: span() }],
    rules: [rule('orders', { from: [caller('web')], requests: [{ methods, headers: [] }] })],
  });

const ask = (
  at: string,
  method: string,
  agent: Agent,
  { host: name, path } = { host: 'orders', path: '/orders' },
): Promise<number> =>
  new Promise((resolve) => {
    const [host, port] = at.split(':');
    const sent = request({ host, port: Number(port), method, path, agent, headers: { host: name } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', () => resolve(0));
    sent.end();
  });

it(`loses no request while policies change ${CHANGES} times, and does what they say within 200 ms`, async () => {
  const told: Passed[] = [];
  const dev = await openDev({
    folder: mkdtempSync(join(tmpdir(), 'meshwright-dev-')),
    program: judges().envoy,
    version: '1.40',
    services: new Map(),
    onPassed: (passed) => void told.push(passed),
    onEnded: ({ message }) => expect(message).toBe('none ends'),
  });
  try {
    expect(await dev.update(model(['GET']))).toEqual([]);
    const at = dev.addresses().find(({ proxy }) => proxy === 'shop/web')!.outbound!;
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    const alone = new Agent({ keepAlive: false });
    const lost: number[] = [];
    let sent = 0;
    const end = Date.now() + SECONDS * 1000;
    const client = (async () => {
      const waiting: Promise<unknown>[] = [];
      const started = Date.now();
      while (Date.now() < end) {
        const due = ((Date.now() - started) / 1000) * EACH_SECOND;
        for (; sent < due; sent++)
          waiting.push(ask(at, 'GET', agent).then((status) => (status === 200 ? undefined : lost.push(status))));
        await sleep(2);
      }
      await Promise.all(waiting);
    })();
    const delays: number[] = [];
    for (let change = 0; change < CHANGES; change++) {
      const open = change % 2 === 0;
      await dev.update(model(open ? ['GET', 'DELETE'] : ['GET']));
      const written = performance.now();
      const wanted = open ? 200 : 403;
      while ((await ask(at, 'DELETE', alone)) !== wanted && performance.now() - written < 3_000) await sleep(2);
      delays.push(performance.now() - written);
      await sleep(Math.max(0, (SECONDS * 1000) / CHANGES - (performance.now() - written)));
    }
    await client;
    const slowest = Math.max(...delays);
    console.info(
      `${sent} requests, ${lost.length} lost, ${CHANGES} changes, the slowest in force after ${slowest.toFixed(0)} ms`,
    );
    expect(lost).toEqual([]);
    expect(sent).toBeGreaterThan(SECONDS * EACH_SECOND * 0.8);
    expect(slowest).toBeLessThan(200);
    await sleep(300);
    expect(told.filter(({ allowed }) => allowed).length).toBeGreaterThan(sent / 2);
    agent.destroy();
  } finally {
    await dev.close();
  }
  expect(left()).toEqual([]);
}, 180_000);

/** The command for a copy of this project's policies, and where `productpage` sends by. */
async function startDev(...more: readonly string[]) {
  const cwd = folderWith();
  for (const path of ['policies', 'meshwright.config.ts'])
    cpSync(join(ROOT, path), join(cwd, path), { recursive: true });
  const args = ['dev', '-t', 'dev', '--envoy', judges().envoy, ...more];
  const child = spawn(process.execPath, [MAIN, ...args], { cwd });
  ended = () => void child.kill('SIGKILL');
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const said = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (let tries = 0; tries < 400 && !pattern.test(out); tries++) await sleep(25);
    expect(out).toMatch(pattern);
    return pattern.exec(out)!;
  };
  const [, at = ''] = await said(/bookinfo\/productpage .*sends by http:\/\/(\S+)/);
  return { child, cwd, said, at };
}

it('shows who called whom, and follows a file that is saved', async () => {
  const { child, cwd, said, at } = await startDev();
  const agent = new Agent();
  const asked = (method: string) => ask(at, method, agent, { host: 'reviews:9080', path: '/reviews/1' });
  await said(/following the policies/);
  expect([await asked('GET'), await asked('DELETE')]).toEqual([200, 403]);
  await said(
    /allowed 200 {2}cluster\.local\/ns\/bookinfo\/sa\/productpage → bookinfo\/reviews {2}GET \/reviews\/1 .*policies\/bookinfo\.ts:35/,
  );
  await said(/denied {2}403 .*DELETE \/reviews\/1 .*no rule allows it/);
  const policy = join(cwd, 'policies/bookinfo.ts');
  const text = readFileSync(policy, 'utf8').replace('import { GET,', 'import { DELETE, GET,');
  writeFileSync(policy, text.replace("GET('/reviews/{*}')", "GET('/reviews/{*}'), DELETE('/reviews/{*}')"));
  await said(/the policies changed, and the proxies follow \(\d+ ms\)/);
  for (let tries = 0; tries < 40 && (await asked('DELETE')) !== 200; tries++) await sleep(25);
  expect(await asked('DELETE')).toBe(200);
  child.kill('SIGINT');
  expect((await once(child, 'exit'))[0]).toBe(130);
  expect(left()).toEqual([]);
}, 60_000);

it('says which service gives no answer, and leaves nothing behind when it is told to end', async () => {
  const [closed] = await freePorts(1);
  const { child, said, at } = await startDev('--service', `bookinfo/reviews=${closed}`);
  await said(/following the policies/);
  expect(await ask(at, 'GET', new Agent(), { host: 'reviews:9080', path: '/reviews/1' })).toBe(503);
  await said(new RegExp(`allowed 503 .*GET /reviews/1 .*no answer from the service at 127\\.0\\.0\\.1:${closed}\\n`));
  const proxies = envoysOf(child.pid!);
  expect(proxies.length).toBeGreaterThan(3);
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(130);
  expect([left(), proxies.filter(runs)]).toEqual([[], []]);
}, 60_000);

it('leaves nothing behind when it is told to end while it starts', async () => {
  const child = spawn(process.execPath, [MAIN, 'dev', '-t', 'dev', '--envoy', judges().envoy], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  ended = () => void child.kill('SIGKILL');
  while (left().length === 0) await sleep(2);
  await sleep(30);
  const exited = once(child, 'exit');
  child.kill('SIGHUP');
  await exited;
  expect(left()).toEqual([]);
}, 60_000);

/** The processes that one started. */
function envoysOf(parent: number): readonly number[] {
  return readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number);
}

/** One that ended may wait for somebody to notice: `Z`. */
function runs(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}
