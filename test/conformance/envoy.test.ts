// The real Envoy, asked thousands of questions over mutual TLS: what it answers is what the oracle says.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/access/decide.ts';
import { readModel } from '../../src/compile.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import type { Ask } from '../fuzz/client.ts';
import type { Door } from '../fuzz/door.ts';
import { compiles, fuzzModel } from '../fuzz/models.ts';
import { atomsOf, requestsTo } from '../fuzz/requests.ts';
import { type Disagreement, doorsOfAll, type Judge, type Oracle, openJudge, targetOf } from '../fuzz/run.ts';
import { shrunk } from '../fuzz/shrink.ts';
import { judges } from '../lab/judges.ts';
import { modelOf } from '../proof/models.ts';

const SEED = Number(process.env.MESHWRIGHT_SEED ?? Date.now() % 1_000_000_000);
const PAIRS = 12_000;

const istio = { backend: 'istio' as const, options: { version: '1.31' as const } };
const config = { policies: 'policies/index.ts', out: 'out', deadline: 30 };

const exampleModel = async (folder: string, target: string, environment: string): Promise<Lookup> => {
  const root = fileURLToPath(new URL(`../../${folder}`, import.meta.url)).replace(/\/$/, '');
  const targets = { [target]: { environment, cluster: target, values: {}, backends: [istio] } };
  const { result, diagnostics } = await readModel(target, { root, config: { ...config, targets } });
  if (result === undefined) throw new Error(JSON.stringify(diagnostics));
  return result;
};

const generated = (seed: number, count: number): readonly Lookup[] => [
  ...fc.sample(fuzzModel, { seed, numRuns: count * 4 }).filter(compiles),
  ...fc.sample(meshShape, { seed, numRuns: count }).flatMap((shape) => modelOf(build(shape)) ?? []),
];

const asksOf = (doors: readonly Door[], seed: number, count: number): readonly Ask[] =>
  doors.flatMap(({ destination, port }, door) => {
    const requests = fc.sample(requestsTo(port, atomsOf(destination)), { seed: seed + door, numRuns: count });
    return requests.map((request) => ({ door, request }));
  });

const shown = ({ door, request, status, allowed }: Disagreement): string =>
  JSON.stringify(
    {
      said: allowed ? 'allowed' : 'refused',
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
beforeAll(() => {
  judge = openJudge(judges().envoy);
});
afterAll(() => judge?.close());

it(`agrees with the oracle on ${PAIRS} pairs and more (MESHWRIGHT_SEED=${SEED} repeats them)`, async () => {
  const examples = [await exampleModel('', 'dev', 'dev'), await exampleModel('examples/shop', 'prod', 'prod')];
  const [real, made] = [doorsOfAll(examples), doorsOfAll(generated(SEED, 120))];
  const each = Math.ceil(PAIRS / (made.length + 3 * real.length));
  const asks = [
    ...asksOf(real, SEED, 4 * each),
    ...asksOf(made, SEED + 1_000, each).map((one) => ({ ...one, door: one.door + real.length })),
  ];
  const started = Date.now();
  const found = await judge.disagreements([...real, ...made], asks, decide);
  const allowed = asks.filter(
    ({ door, request }) =>
      decide(
        request,
        targetOf(([...real, ...made][door] as Door).destination.key),
        ([...real, ...made][door] as Door).model,
      ).allowed,
  ).length;
  console.info(
    `${asks.length} pairs, ${real.length + made.length} policies, ${allowed} allowed, ${Date.now() - started} ms`,
  );
  expect(asks.length).toBeGreaterThanOrEqual(10_000);
  expect(allowed).toBeGreaterThan(asks.length / 10);
  expect(allowed).toBeLessThan((asks.length * 9) / 10);
  const smallest = found[0] && shown(await shrunk(found[0], judge, decide));
  expect({ count: found.length, smallest }).toEqual({ count: 0 });
}, 180_000);
