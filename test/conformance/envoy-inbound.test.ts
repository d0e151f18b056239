// The inbound listeners of the envoy backend, as they are emitted, on the real Envoy: what it answers is what the oracle says.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Lookup } from '../../src/model/lookup.ts';
import {
  type Asked,
  type Disagreement,
  type Door,
  disagreements,
  doorsOf,
  type Judge,
  openJudge,
} from '../envoy/judge.ts';
import { asSent, compiles, isNormal, oddModel } from '../envoy/models.ts';
import { fuzzModel, simpleModel } from '../fuzz/models.ts';
import { atomsOf, requestsTo } from '../fuzz/requests.ts';
import { judges } from '../lab/judges.ts';
import { SEED } from './seed.ts';

const MODELS = Number(process.env.MESHWRIGHT_MODELS ?? 60);
const EACH = 40;

describe.each(['envoyExtAuthzGrpc', 'envoyExtAuthzHttp'] as const)('with authorizers of kind %s', (kind) => {
  let judge: Judge;
  let doors: readonly Door[];
  let asks: readonly Asked[];
  let statuses: readonly number[];

  beforeAll(async () => {
    judge = openJudge(process.env.MESHWRIGHT_ENVOY ?? judges().envoy, kind);
    const models: readonly Lookup[] = [
      ...fc.sample(fuzzModel, { seed: SEED, numRuns: MODELS }),
      ...fc.sample(simpleModel, { seed: SEED, numRuns: MODELS }),
      ...fc.sample(oddModel, { seed: SEED, numRuns: MODELS }),
    ].filter((model) => compiles(model, kind));
    doors = models.flatMap(doorsOf);
    asks = doors.flatMap(({ destination, port }, door) =>
      fc
        .sample(requestsTo(port, atomsOf(destination)).filter(isNormal), { seed: SEED + door, numRuns: EACH })
        .map((request) => ({ door, request: asSent(request) })),
    );
    statuses = await judge.statuses(doors, asks);
    const admitted = statuses.filter((status) => status === 200).length;
    console.info(`${asks.length} pairs, ${doors.length} ports, ${admitted} admitted`);
  }, 180_000);
  afterAll(() => judge?.close());

  it('is asked about requests, of which it admits some and refuses some', () => {
    for (const status of [200, 403])
      expect(statuses.filter((one) => one === status).length).toBeGreaterThan(asks.length / 10);
  });

  it(`says what the oracle says (MESHWRIGHT_SEED=${SEED} asks the same again)`, () => {
    const found = disagreements(doors, asks, statuses);
    const shortest = found.map((one) => shown(doors, one)).sort((a, b) => a.length - b.length)[0];
    expect({ count: found.length, shortest }).toEqual({ count: 0 });
  });
});

function shown(doors: readonly Door[], { door, request, status, allowed }: Disagreement) {
  const { destination, port, model } = doors[door]!;
  const rules = model.mesh.rules.map(({ span, ...rule }) => rule);
  const { authorization, trustDomainAliases, mtls } = model.mesh;
  return JSON.stringify({
    allowed,
    status,
    to: destination.key,
    port,
    request,
    rules,
    authorization,
    trustDomainAliases,
    mtls,
  });
}
