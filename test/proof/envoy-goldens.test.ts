// Every golden mesh that runs on proxies of its own is proven, however these are configured.
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { proveConfigs } from '../../src/compile/config-proof/index.ts';
import type { EnvoyOptions } from '../../src/config/envoy.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { evaluated } from '../checks/evaluated.ts';
import { CASES, caseNames } from '../golden/cases.ts';
import { envoyAt } from './envoy-place.ts';

const WAYS: Readonly<Record<string, Partial<EnvoyOptions>>> = {
  'of files': {},
  'of one file, with all services': { configuration: 'static', scope: 'mesh' },
  'with certificates of SPIRE': { certificates: { kind: 'spire', socket: '/run/spire/agent.sock' } },
};

/** Undefined where Envoy by itself cannot do what the mesh says. */
function problems(model: Lookup, options: Partial<EnvoyOptions>): readonly (string | undefined)[] | undefined {
  const backend = envoyAt(options);
  if ([...backend.gaps(model)].some(isError)) return undefined;
  const { diagnostics } = proveConfigs(model, backend.configs!(model));
  return diagnostics.map(({ code, message, note }) => `${code}: ${message}: ${note}`);
}

describe.each(Object.entries(WAYS))('configs %s', (_, options) => {
  const proven: string[] = [];

  it.each(caseNames())('mean what %s says', async (name) => {
    const { mesh } = await evaluated(join(CASES, name), './policy.ts');
    const found = problems(mesh!, options);
    if (found) proven.push(name);
    expect(found ?? []).toEqual([]);
  });

  it('are made of most', () => {
    expect(proven.length).toBeGreaterThanOrEqual(22);
  });
});
