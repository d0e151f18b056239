// Everything that is emitted for Envoy, from the listener to what is behind it: it does with each request what the oracle says.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/access/decide.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import { limited } from '../fuzz/limits.ts';
import { fuzzModel, simpleModel } from '../fuzz/models.ts';
import type { Oracle } from '../fuzz/run.ts';
import { smallest } from '../fuzz/shrink.ts';
import { judges } from '../lab/judges.ts';
import { modelOf } from '../proof/models.ts';
import type { Ask } from '../stack/ask.ts';
import { calm } from '../stack/calm.ts';
import { asksOf, compared, type Disagreement, type Judge, openJudge } from '../stack/run.ts';
import { SEED } from './seed.ts';

/** `MESHWRIGHT_PAIRS=100000` for the long run. */
const PAIRS = Number(process.env.MESHWRIGHT_PAIRS ?? 10_000);
/** Meshes in one Envoy. */
const TOGETHER = 60;
const EACH = 30;

const generated = (seed: number): readonly Lookup[] => [
  ...fc.sample(fuzzModel, { seed, numRuns: TOGETHER }),
  ...fc.sample(limited(fuzzModel), { seed: seed + 1, numRuns: TOGETHER / 4 }),
  ...fc.sample(simpleModel, { seed, numRuns: TOGETHER / 4 }),
  ...fc.sample(meshShape, { seed, numRuns: TOGETHER / 4 }).flatMap((shape) => modelOf(build(shape)) ?? []),
];

const shown = ({ door, request, status, said }: Disagreement): string =>
  JSON.stringify(
    {
      said: said.because,
      envoy: status,
      to: door.destination.key,
      port: door.port,
      request,
      rules: door.model.mesh.rules.map(({ span, ...rule }) => rule),
      authorization: door.model.mesh.authorization,
    },
    undefined,
    1,
  );

let judge: Judge;
const asks: Ask[] = [];
const statuses: number[] = [];
let meshes = 0;

beforeAll(async () => {
  judge = await openJudge(judges().envoy);
  const started = Date.now();
  for (let round = 0; asks.length < PAIRS; round++) {
    const models = generated(SEED + round * 7_919)
      .map(calm)
      .filter(judge.compiles);
    meshes += models.length;
    const these = asksOf(models, SEED + round, EACH);
    asks.push(...these);
    statuses.push(...(await judge.statuses(these)));
  }
  console.info(`${asks.length} pairs, ${meshes} meshes: ${Date.now() - started} ms (MESHWRIGHT_SEED=${SEED})`);
}, 1_800_000);
afterAll(() => judge?.close());

it('admits some and refuses some, at services and gateways, of requests and of bytes', () => {
  const kinds = ['sidecar true', 'sidecar false', 'gateway true'];
  const refused = new Set([0, 401, 403]);
  const count = (kind: string, wanted: boolean) =>
    asks.filter(
      ({ door }, i) => `${door.destination.proxy} ${door.port.http}` === kind && refused.has(statuses[i]!) === wanted,
    ).length;
  const few = kinds.filter((kind) => Math.min(count(kind, true), count(kind, false)) < asks.length / 100);
  expect(few).toEqual([]);
});

it(`does what the oracle says (MESHWRIGHT_SEED=${SEED} asks the same again)`, async () => {
  const found = compared(asks, statuses, decide);
  for (const one of found.slice(0, 1)) console.info(shown(one));
  const still = async (smaller: readonly Pick<Disagreement, 'door' | 'request'>[]) => {
    const wanted = smaller.filter(({ door }) => judge.compiles(door.model));
    return compared(wanted, await judge.statuses(wanted), decide);
  };
  const least = found[0] && shown(await smallest(found[0] as never, still as never));
  expect({ count: found.length, least }).toEqual({ count: 0 });
}, 600_000);

it('finds what an oracle with an error in it says otherwise', () => {
  const wrong: readonly Oracle[] = [
    (request, ...rest) => decide({ ...request, identity: undefined } as never, ...rest),
    (request, ...rest) =>
      decide(request.http ? { ...request, http: { ...request.http, headers: {} } } : request, ...rest),
    (request, ...rest) =>
      decide(request.http ? { ...request, http: { ...request.http, path: '/' } } : request, ...rest),
    (request, ...rest) => decide({ ...request, sni: '' }, ...rest),
    (request, ...rest) => decide({ ...request, refusedBy: [] }, ...rest),
    (request, ...rest) => decide({ ...request, remoteIp: request.sourceIp }, ...rest),
  ];
  for (const oracle of wrong) expect(compared(asks, statuses, oracle)).not.toEqual([]);
});
