// `meshwright verify` on the examples: what real proxies do is what the policies say; and a proxy that does not is found.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildOnce, MAIN, meshwright, ROOT } from '../cli/meshwright.ts';
import { judges } from '../lab/judges.ts';

beforeAll(buildOnce);

interface Said {
  readonly disagreements: number;
  readonly requests: readonly { readonly seen: string; readonly expected: readonly string[] }[];
}

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('meshwright-verify-'));

describe.each([
  ['bookinfo', ROOT, 'prod-eu', 150],
  ['shop', join(ROOT, 'examples/shop'), 'prod', 1_000],
  ['vm', join(ROOT, 'examples/vm'), 'vm', 60],
])('%s', (_, cwd, target, least) => {
  it('does what its policies say, in seconds', () => {
    const started = Date.now();
    const { code, out, err } = meshwright(['verify', '-t', target, '--envoy', judges().envoy, '-o', 'json'], { cwd });
    expect([code, err]).toEqual([0, '']);
    const said = JSON.parse(out) as Said;
    expect(said.disagreements).toBe(0);
    expect(said.requests.length).toBeGreaterThan(least);
    for (const kind of ['answered', 'forbidden'])
      expect(said.requests.filter(({ seen }) => seen === kind).length).toBeGreaterThan(said.requests.length / 10);
    expect(Date.now() - started).toBeLessThan(15_000);
    expect(left()).toEqual([]);
  });
});

it('runs with certificates of the user, and says as whom it could not ask without the key of the CA', () => {
  const cwd = join(ROOT, 'examples/shop');
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-given-'));
  const certificates = join(folder, 'certs');
  const verify = () => {
    const args = ['verify', '-t', 'prod', '--envoy', judges().envoy, '--certificates', certificates, '-o', 'json'];
    const { code, out, err } = meshwright(args, { cwd });
    expect([code, err]).toEqual([0, '']);
    const said = JSON.parse(out) as Said & { readonly callersLeftOut: readonly string[] };
    expect(said.disagreements).toBe(0);
    expect(said.requests.some(({ seen }) => seen === 'answered')).toBe(true);
    return said;
  };
  expect(meshwright(['certs', '-t', 'prod', '--out', certificates], { cwd }).code).toBe(0);
  const whole = verify();
  expect(whole.callersLeftOut).toEqual([]);
  rmSync(join(certificates, 'ca-key.pem'));
  const part = verify();
  expect(part.callersLeftOut).toContainEqual(expect.stringMatching(/^elsewhere\.example\/ns\//));
  expect(part.requests.length).toBeLessThan(whole.requests.length);
  rmSync(folder, { recursive: true });
});

it('leaves nothing behind when it is told to end', async () => {
  const child = spawn(process.execPath, [MAIN, 'verify', '--envoy', judges().envoy], {
    cwd: join(ROOT, 'examples/shop'),
    stdio: 'ignore',
  });
  while (left().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  expect(code).toBe(130);
  expect(left()).toEqual([]);
});
