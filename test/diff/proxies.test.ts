// A folder of what stand-alone proxies run on admits what the policies say that it was made of.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accessDiff, meaningOf } from '../../src/analysis/diff/diff.ts';
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import { runChecks } from '../../src/checks/index.ts';
import { meaningForProxies } from '../../src/compile/meanings.ts';
import { readConfigs } from '../../src/compile/read-configs.ts';
import { ENVOY_DEFAULTS } from '../../src/config/envoy.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import { proxyFiles } from '../../src/emit/proxy-files.ts';
import type { SourceTree } from '../../src/load/source-tree.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { PROVIDERS } from '../backends/envoy/setup.ts';
import { fuzzModel } from '../fuzz/models.ts';
import '../seed.ts';

const backend = envoy(placeFrom({ ...ENVOY_DEFAULTS, version: '1.40', providers: PROVIDERS }));
const compiles = (model: Lookup) => ![...runChecks(model), ...backend.gaps(model)].some(isError);

function written(model: Lookup, change = (text: string) => text) {
  const files = new Map(proxyFiles('vms', backend.configs!(model)).map(({ path, text }) => [path, change(text)]));
  const tree: SourceTree = {
    read: (path) => (files.has(path) ? { kind: 'file', path, text: files.get(path)! } : { kind: 'missing' }),
    list: () => [],
  };
  return readConfigs(
    tree,
    'vms',
    [...files.keys()].map((path) => path.slice('vms/'.length)),
  );
}

describe('a folder of proxies', () => {
  it('means what the policies mean', () => {
    let compared = 0;
    fc.assert(
      fc.property(fuzzModel, (model) => {
        fc.pre(compiles(model));
        const { result, diagnostics } = written(model);
        expect(diagnostics).toEqual([]);
        const [base, head] = [meaningForProxies(meaningOf(model)), meaningForProxies({ destinations: result })];
        expect(accessDiff([{ target: 'vms', base, head }])).toMatchObject({ access: [], changes: [] });
        compared += result.length;
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(60);
  });

  it('is not read where something in it is not known', () => {
    const [model] = fc.sample(fuzzModel.filter(compiles), 1);
    for (const change of [
      (text: string) => text.replace('http_connection_manager.v3', 'http_connection_manager.v4'),
      (text: string) => text.replace(/^/, '<<<<<<< ours\n'),
      () => '[]\n',
    ])
      expect(written(model!, change).diagnostics[0]).toMatchObject({ code: 'MW6013' });
  });
});
