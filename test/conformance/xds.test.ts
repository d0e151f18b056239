// What our reading of Envoy's protos refuses, and what the real Envoy does: of configs that are damaged in one place, one after the other.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { ENVOY_DEFAULTS } from '../../src/config/envoy.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import { configValidator } from '../../src/xds/validate/index.ts';
import { PROVIDERS } from '../backends/envoy/setup.ts';
import { fuzzModel } from '../fuzz/models.ts';
import { judges } from '../lab/judges.ts';

const SEED = Number(process.env.MESHWRIGHT_SEED ?? 11);
const MUTANTS = 320;
const PARALLEL = 4;

const folder = mkdtempSync(join(tmpdir(), 'meshwright-xds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bootstraps that hold all that their proxies run on. */
function bootstraps(): readonly JsonObject[] {
  const backend = envoy(
    placeFrom({ ...ENVOY_DEFAULTS, version: '1.40', configuration: 'static', providers: PROVIDERS }),
  );
  return fc
    .sample(fuzzModel, { seed: SEED, numRuns: 30 })
    .filter((model) => ![...backend.gaps(model)].some(isError))
    .flatMap((model) => backend.configs!(model).map(({ files: [start] }) => start.content));
}

type Path = readonly (string | number)[];

function* paths(value: Json | undefined, at: Path = []): Generator<readonly [Path, Json]> {
  if (value === undefined) return;
  yield [at, value];
  if (Array.isArray(value)) for (const [i, one] of value.entries()) yield* paths(one as Json, [...at, i]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) if (key !== '@type') yield* paths(one, [...at, key]);
}

function replaced(value: Json, [step, ...rest]: Path, change: (old: Json) => Json | undefined): Json {
  if (step === undefined) return change(value) as Json;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as JsonObject) }) as Record<
    string | number,
    Json | undefined
  >;
  const changed = replaced(copy[step] as Json, rest, change);
  if (changed === undefined) delete copy[step];
  else copy[step] = changed;
  return (Array.isArray(value) ? (copy as unknown as Json[]).filter((one) => one !== undefined) : copy) as Json;
}

/** What may have become of a value. (Envoy takes an empty list for an empty message, and the other way round; we do not.) */
function damages(value: Json): readonly ((old: Json) => Json | undefined)[] {
  if (typeof value === 'string')
    return [() => '', () => 7, () => 'NO_SUCH_VALUE', () => undefined, () => '-1s', () => ['a']];
  if (typeof value === 'number') return [() => -1, () => 1.5, () => 4_294_967_296, () => 'x', () => undefined];
  if (typeof value === 'boolean') return [() => 'yes', () => undefined];
  if (Array.isArray(value)) return [() => [], () => 'x', () => undefined];
  return [(old) => ({ ...(old as JsonObject), no_such_field: 1 }), () => 'x', () => undefined, () => ({})];
}

async function refusal(config: Json, i: number): Promise<string | undefined> {
  const path = join(folder, `${i}.json`);
  writeFileSync(path, JSON.stringify(config));
  const child = spawn(
    judges().envoy,
    ['--mode', 'validate', '-c', path, '-l', 'error', '--disable-hot-restart', '--reject-unknown-dynamic-fields'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return code === 0 ? undefined : said;
}

/** What Envoy says where a message is not what its proto says, before it makes anything of it. */
const PROTO =
  /unknown fields|Proto constraint validation failed|Unable to parse JSON|Failed to parse JSON|INVALID_ARGUMENT|no such field|invalid (?:value|name)|Protobuf message/i;

it(`refuses what the real Envoy refuses (MESHWRIGHT_SEED=${SEED})`, async () => {
  const validate = await configValidator('1.40');
  const whole = bootstraps();
  const random = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { seed: SEED, numRuns: MUTANTS });
  const mutants = random.map(([which, where, how]) => {
    const config = whole[which % whole.length]!;
    const places = [...paths(config)].slice(1);
    const [path, value] = places[where % places.length]!;
    const all = damages(value);
    return { path: path.join('.'), config: replaced(config, path, all[how % all.length]!) as JsonObject };
  });
  const different: unknown[] = [];
  let refused = 0;
  const waiting = [...mutants.entries()];
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [i, { path, config }] = next;
      const ours = validate('envoy.config.bootstrap.v3.Bootstrap', config);
      const said = await refusal(config, i);
      if (said !== undefined && PROTO.test(said)) refused += 1;
      if (ours.length === 0 && said !== undefined && PROTO.test(said))
        different.push({ path, envoy: said.slice(0, 400) });
      if (ours.length > 0 && said === undefined) different.push({ path, ours });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  expect(different).toEqual([]);
  expect(refused).toBeGreaterThan(MUTANTS / 4);
}, 300_000);
