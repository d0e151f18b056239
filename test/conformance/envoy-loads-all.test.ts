// Every golden, and hundreds of generated meshes: all their proxies are taken by the real Envoy, as one file and as files of xDS.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runChecks } from '../../src/checks/index.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import { evaluated } from '../checks/evaluated.ts';
import { backendOf, type Loader, refusedAsFile, refusedWhenRun } from '../envoy/loads.ts';
import { authorityIn } from '../fuzz/certificates.ts';
import { limited } from '../fuzz/limits.ts';
import { fuzzModel, simpleModel } from '../fuzz/models.ts';
import { CASES, caseNames, read } from '../golden/cases.ts';
import { judges } from '../lab/judges.ts';
import { modelOf } from '../proof/models.ts';
import { SEED } from './seed.ts';

const MODELS = Number(process.env.MESHWRIGHT_MODELS ?? 500);

const folder = mkdtempSync(join(tmpdir(), 'meshwright-loads-'));
const loaders: Loader[] = [];
beforeAll(() => {
  const authority = authorityIn(join(folder, 'authority'));
  const program = process.env.MESHWRIGHT_ENVOY ?? judges().envoy;
  loaders.push(...['a', 'b'].map((name) => ({ program, authority, folder: join(folder, name) })));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Named {
  readonly name: string;
  readonly model: Lookup;
}

const compiles = (model: Lookup): boolean =>
  ![...runChecks(model), ...backendOf('static', loaders[0]!).gaps(model)].some(isError);

/** What Envoy says against any of them; two at a time. */
async function refused(models: readonly Named[]): Promise<readonly string[]> {
  const left = [...models];
  const found: string[] = [];
  await Promise.all(
    loaders.map(async (loader) => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const said = [await refusedAsFile(next.model, loader), await refusedWhenRun(next.model, loader)];
        found.push(...said.filter((text) => text !== '').map((text) => `${next!.name}: ${text}`));
      }
    }),
  );
  return found;
}

function report(what: string, models: readonly Named[], started: number): void {
  const proxies = models.flatMap(({ model }) => backendOf('static', loaders[0]!).configs!(model)).length;
  console.info(`${models.length} ${what}, ${proxies} proxies, each loaded twice: ${Date.now() - started} ms`);
}

it('takes every golden that compiles', async () => {
  const started = Date.now();
  const names = caseNames().filter((name) => read(name, 'envoy.yaml') !== undefined);
  const models = await Promise.all(
    names.map(async (name) => ({ name, model: (await evaluated(join(CASES, name), './policy.ts')).mesh! })),
  );
  expect(models.filter(({ model }) => !compiles(model)).map(({ name }) => name)).toEqual([]);
  expect(await refused(models)).toEqual([]);
  report('goldens', models, started);
});

it(`takes generated meshes (MESHWRIGHT_SEED=${SEED} makes the same again)`, async () => {
  const started = Date.now();
  const third = Math.ceil(MODELS / 3);
  const models: Named[] = [];
  for (let round = 0; models.length < MODELS; round++) {
    const seed = SEED + round * 7_919;
    const shapes = fc.sample(meshShape, { seed, numRuns: third });
    const drawn = [
      ...fc.sample(fc.oneof(fuzzModel, limited(fuzzModel, { provider: 'limits' })), { seed, numRuns: third }),
      ...fc.sample(simpleModel, { seed, numRuns: third }),
      ...shapes.flatMap((shape) => modelOf(build(shape)) ?? []),
    ];
    models.push(...drawn.filter(compiles).map((model, i) => ({ name: `${seed}[${i}]`, model })));
  }
  const asked = models.slice(0, MODELS);
  expect(await refused(asked)).toEqual([]);
  report('generated meshes', asked, started);
});
