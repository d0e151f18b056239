// What proxies run on is read back and means what the mesh means; what is changed in it is found.
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runChecks } from '../../src/checks/index.ts';
import { proveConfigs } from '../../src/compile/config-proof/index.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import { mesh, rule, service, span } from '../backends/model.ts';
import { evaluated } from '../checks/evaluated.ts';
import { limited } from '../fuzz/limits.ts';
import { fuzzModel, issuers, simpleModel } from '../fuzz/models.ts';
import { CASES } from '../golden/cases.ts';
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

  it('finds what is changed in a config, or it means the same', async () => {
    const tally = new Map<string, { caught: number; same: number }>();
    const golden = await Promise.all(GOLDEN.map((name) => evaluated(join(CASES, name), './policy.ts')));
    const written = [tokens, ...golden.map(({ mesh }) => mesh!)];
    for (const model of [...written, ...fc.sample(anyModel, 12)].filter(compiles)) {
      const configs = backend.configs!(model);
      const tried = new Map<string, number>();
      for (const [i, config] of configs.entries())
        for (const mutant of mutants(config)) {
          const times = (tried.get(mutant.what) ?? 0) + 1;
          tried.set(mutant.what, times);
          if (times > MOST) continue;
          const { diagnostics } = proveConfigs(model, configs.with(i, mutant.config));
          const counts = tally.get(mutant.what) ?? { caught: 0, same: 0 };
          tally.set(mutant.what, counts);
          if (diagnostics.length > 0) counts.caught += 1;
          else if (written.includes(model) || ALWAYS.has(mutant.what)) counts.same += 1;
        }
    }
    if (process.env['MESHWRIGHT_TALLY']) console.info(tally);
    const all = [...tally.values()];
    expect(all.reduce((sum, { caught }) => sum + caught, 0)).toBeGreaterThan(300);
    // What is left alone by others, such as a rule that repeats one, may be gone.
    for (const [what, { caught, same }] of tally)
      expect([what, caught > 0, same > 0 && !MAY_BE_SAME.has(what)]).toEqual([what, true, false]);
  });
});

/** Of each kind, in each mesh. */
const MOST = 8;

/** These open or close something in every mesh; of others, a generated one may have a rule or a route that decides nothing. */
const ALWAYS: ReadonlySet<string> = new Set([
  ...['ask for a certificate, or for none', 'no normalize_path', 'no merge_slashes', 'no use_remote_address'],
  ...['resume sessions', 'drop TLS', 'take plaintext too', 'trust anybody', 'old TLS', 'another SNI', 'any name'],
  ...['another kind of name', 'believe who is passed on', 'unescape slashes', 'a filter of another kind'],
]);

/** Meshes that say much of where requests go, and of who is let in. */
const GOLDEN = [
  'routes',
  'gateway',
  'gateway-bytes',
  'gateway-hosts',
  'traffic',
  'tokens',
  'tcp-routes',
  'mtls',
  'callers',
];

/** These may be the same: another rule admits or refuses it too, another host or route takes it first, or a port has no TLS to be told from. */
const MAY_BE_SAME: ReadonlySet<string> = new Set([
  ...['drop a policy', 'drop a filter', 'a policy for all', 'only log', 'a wider block', 'any audience'],
  ...['another exact', 'another prefix', 'another suffix', 'another regex'],
  ...['drop a host', 'drop a domain', 'another domain', 'drop a route', 'swap routes', 'another status'],
  ...['another redirect', 'no inspector'],
]);

describe('a config that is not understood', () => {
  const called = mesh({
    services: [service('web'), service('cart')],
    calls: ['shop/cart', 'shop/web'].map((to) => ({ from: 'shop/web', to: to as 'shop/cart', span: span() })),
  });
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

  it('sends elsewhere, and says where', () => {
    const { diagnostics } = proveConfigs(
      called,
      backend.configs!(called).map((config) => ({
        ...config,
        files: JSON.parse(
          JSON.stringify(config.files).replaceAll('"cluster":"shop/cart:80"', '"cluster":"shop/web:80"'),
        ),
      })),
    );
    const [first] = diagnostics;
    expect([first?.code, first?.message, first?.note]).toEqual([
      'MW9203',
      'what a proxy runs on does not send where the policies say: service shop/web: cart',
      expect.stringMatching(/"service":"shop\/cart".* became .*"service":"shop\/web".*routes\/outbound\.yaml/),
    ]);
  });

  it('admits something else, and a request shows it', () => {
    const { diagnostics } = proveConfigs(model, changed('"action":"ALLOW"', '"action":"DENY"'));
    expect(diagnostics.map(({ code, note }) => [code, note])).toEqual([
      ['MW9201', expect.stringContaining('the policies admit, and the proxy refuse')],
    ]);
  });
});
