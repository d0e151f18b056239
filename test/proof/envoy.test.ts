// What proxies run on is read back and means what the mesh means; what is changed in it is found.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runChecks } from '../../src/checks/index.ts';
import { proveConfigs } from '../../src/compile/config-proof/index.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import { mesh, rule, service } from '../backends/model.ts';
import { limited } from '../fuzz/limits.ts';
import { fuzzModel, issuers, simpleModel } from '../fuzz/models.ts';
import '../seed.ts';
import { mutants } from './envoy-mutants.ts';
import { envoyAt } from './envoy-place.ts';
import { modelOf } from './models.ts';

const backend = envoyAt();
const compiles = (model: Lookup) => ![...runChecks(model), ...backend.gaps(model)].some(isError);

/** Tokens of one issuer, for some only. */
const tokens = mesh({
  issuers,
  services: [service('web')],
  rules: [rule('web', { from: [{ kind: 'request-principal', issuer: 'other', claims: [] }] })],
});

const anyModel = fc.oneof(
  fuzzModel,
  simpleModel,
  limited(fuzzModel),
  meshShape.map((shape) => modelOf(build(shape))).filter((model): model is Lookup => model !== undefined),
);

describe('the proof of configs', () => {
  it('holds for whatever is compiled', () => {
    let proven = 0;
    fc.assert(
      fc.property(anyModel, (model) => {
        fc.pre(compiles(model));
        const { diagnostics } = proveConfigs(model, backend.configs!(model));
        expect(diagnostics.map(({ code, message, note }) => [code, message, note])).toEqual([]);
        proven += 1;
      }),
      { numRuns: 300 },
    );
    expect(proven).toBe(300);
  });

  it('finds what is changed in a config, or it means the same', () => {
    const tally = new Map<string, { caught: number; same: number }>();
    for (const model of [tokens, ...fc.sample(anyModel, 18)].filter(compiles)) {
      const configs = backend.configs!(model);
      for (const [i, config] of configs.entries())
        for (const mutant of mutants(config)) {
          const { diagnostics } = proveConfigs(model, configs.with(i, mutant.config));
          const counts = tally.get(mutant.what) ?? { caught: 0, same: 0 };
          tally.set(mutant.what, counts);
          if (diagnostics.length > 0) counts.caught += 1;
          else counts.same += 1;
        }
    }
    if (process.env['MESHWRIGHT_TALLY']) console.info(tally);
    const all = [...tally.values()];
    expect(all.reduce((sum, { caught }) => sum + caught, 0)).toBeGreaterThan(300);
    // These open or close something in every mesh, whatever its rules.
    for (const what of ALWAYS) expect([what, tally.get(what)]).toEqual([what, { caught: expect.any(Number), same: 0 }]);
    // What is left alone by others, such as a rule that repeats one, may be gone.
    for (const [what, { caught }] of tally) expect([what, caught]).not.toEqual([what, 0]);
  });
});

const ALWAYS = [
  'ask for no certificate',
  'no normalize_path',
  'no merge_slashes',
  'no use_remote_address',
  'resume sessions',
  'drop TLS',
  'take plaintext too',
];

describe('a config that is not understood', () => {
  const model = mesh({ services: [service('web')], rules: [rule('web')] });
  const changed = (from: string, to: string) =>
    backend.configs!(model).map((config) => ({
      ...config,
      files: JSON.parse(JSON.stringify(config.files).replaceAll(from, to)),
    }));

  it('is refused, and not passed over', () => {
    const { result, diagnostics } = proveConfigs(model, changed('"normalize_path":true', '"normalize_path":false'));
    expect([result, diagnostics.map(({ code, note }) => [code, note])]).toEqual([
      undefined,
      [['MW9202', expect.stringContaining('shop/web/listeners.yaml: resources[0].filter_chains[0]')]],
    ]);
  });

  it('admits something else, and a request shows it', () => {
    const { diagnostics } = proveConfigs(model, changed('"action":"ALLOW"', '"action":"DENY"'));
    expect(diagnostics.map(({ code, note }) => [code, note])).toEqual([
      ['MW9201', expect.stringContaining('the policies admit, and the proxy refuse')],
    ]);
  });
});
