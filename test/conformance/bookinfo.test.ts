// The Bookinfo mesh for real: what the policies declare is answered, what they do not is refused, and traffic goes where they say.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certificatesOf } from '../lab/gateway.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import type { Service } from '../lab/objects.ts';
import { podsOf } from '../lab/pods.ts';
import type { Answer, Ask, Echo } from '../lab/programs/protocol.ts';
import { addExtras } from './bookinfo/cast.ts';
import { atGateway, declared, fromOutside, type Row, undeclared, url } from './bookinfo/requests.ts';
import { manifestsOf, targetFolder } from './out.ts';
import { verdict } from './verdict.ts';

const TARGET = 'dev';

let lab: Lab;
let analysis: unknown;

beforeAll(async () => {
  const manifests = manifestsOf(TARGET);
  lab = await openLab({ seconds: 400 });
  await lab.apply(targetFolder(TARGET));
  for (const certificate of certificatesOf(manifests)) await lab.certificate(certificate);
  await lab.addIngressGateway();
  await lab.addPods(podsOf(manifests));
  // Before the others come: nothing is in the cluster but what a user would have there.
  const { code, stdout } = await lab.beside([lab.judges.istioctl, 'analyze', '--all-namespaces', '--output', 'json']);
  analysis = { code, messages: JSON.parse(stdout || 'null') };
  await addExtras(lab);
});
afterAll(() => lab?.close());

const addressOf = (pod: string): string => lab.pod(pod).address;

const judge = async ({ from, ask, verdicts }: Row): Promise<void> => {
  const [answer] = await lab.ask(from, [ask]);
  expect(verdicts).toContain(verdict(answer as Answer));
};

const title = ({ why, from, ask: { method = 'GET', url: to } }: Row): string => `${why}: ${from} ${method} ${to}`;

const rows = (all: readonly Row[]): [string, Row][] => all.map((row) => [title(row), row]);

/** Which application answered. */
const appOf = ({ status, body }: Answer): string =>
  status === 200 ? (JSON.parse(body) as Echo).app : `status ${status}`;

const many = (from: string, ask: Ask, count: number, parallel?: number): Promise<readonly Answer[]> =>
  lab.ask(
    from,
    Array.from({ length: count }, () => ask),
    parallel,
  );

const tally = (answers: readonly Answer[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const app of answers.map(appOf)) counts[app] = (counts[app] ?? 0) + 1;
  return counts;
};

it('is in order for `istioctl analyze` in the cluster', () => {
  expect(analysis).toEqual({ code: 0, messages: [] });
});

describe('declared calls are answered', () => {
  it.each(rows(declared))('%s', async (_, row) => judge(row));

  it('at the address of every Service', async () => {
    for (const [from, service, path] of [
      ['productpage-v1', 'details', '/details/1'],
      ['productpage-v1', 'reviews', '/reviews/1'],
      ['reviews-v1', 'ratings', '/ratings/1'],
    ] as const) {
      const { spec } = (await lab.api.get<Service>(`/api/v1/namespaces/bookinfo/services/${service}`)) as Service;
      const [answer] = await lab.ask(from, [{ url: `http://${spec.clusterIP}:9080${path}` }]);
      expect(appOf(answer as Answer)).toMatch(new RegExp(`^${service}-v`));
    }
  });
});

describe('undeclared calls are refused', () => {
  // The pods' addresses are not known yet when the tests are named, and are no part of what is promised.
  const named = undeclared((pod) => pod);
  it.each(named.map((row, index) => [title(row), index] as const))('%s', async (_, index) => {
    await judge(undeclared(addressOf)[index] as Row);
  });

  it('all forty of them, at the least', () => {
    expect(named.length).toBeGreaterThanOrEqual(40);
    expect(named.filter(({ verdicts }) => verdicts.includes('answered'))).toEqual([]);
  });
});

describe('from outside', () => {
  it.each(rows(fromOutside))('%s', async (_, row) => {
    await judge(row);
    const [answer] = await lab.ask(row.from, [row.ask]);
    expect(appOf(answer as Answer)).toBe('productpage-v1');
  });

  it('http is redirected to https, path and query kept', async () => {
    const [answer] = await lab.ask('outsider', [atGateway('http', '/productpage?u=test')]);
    expect(answer).toMatchObject({
      status: 301,
      headers: { location: 'https://bookinfo.example.com/productpage?u=test' },
    });
  });
});

describe('traffic', () => {
  it('goes to v1 and v3 by weight', async () => {
    // 400 draws at one in ten: 40 are expected, and a deviation of 6; five deviations to each side.
    const {
      'reviews-v1': v1 = 0,
      'reviews-v3': v3 = 0,
      ...rest
    } = tally(await many('productpage-v1', { url: url('reviews') }, 400));
    expect({ sum: v1 + v3, rest }).toEqual({ sum: 400, rest: {} });
    expect(v3).toBeGreaterThanOrEqual(10);
    expect(v3).toBeLessThanOrEqual(70);
  });

  it('of the test user goes to v2', async () => {
    const ask = { url: url('reviews'), headers: { 'end-user': 'jason' } };
    expect(tally(await many('productpage-v1', ask, 50))).toEqual({ 'reviews-v2': 50 });
  });

  it.each(['Jason', 'jason ada', ''])('of a user who is called %j does not', async (user) => {
    const ask = { url: url('reviews'), headers: { 'end-user': user } };
    expect(tally(await many('productpage-v1', ask, 20))['reviews-v2']).toBeUndefined();
  });

  it("is slow for one in ten of the test user's ratings, by seven seconds", async () => {
    const answers = await many('reviews-v2', { url: url('ratings'), headers: { 'end-user': 'jason' } }, 100, 100);
    expect(tally(answers)).toEqual({ 'ratings-v1': 100 });
    const slow = answers.filter(({ millis }) => millis >= 6_900);
    expect(slow.length).toBeGreaterThanOrEqual(1); // none in 100: one run in 38,000
    expect(slow.length).toBeLessThanOrEqual(30);
    expect(Math.max(...slow.map(({ millis }) => millis))).toBeLessThan(12_000);
  });

  it("is not slow for anyone else's", async () => {
    const answers = await many('reviews-v2', { url: url('ratings') }, 100, 100);
    expect(tally(answers)).toEqual({ 'ratings-v1': 100 });
    expect(answers.filter(({ millis }) => millis >= 6_900)).toEqual([]);
  });
});
