import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { destinationsOf } from '../../../src/access/meaning.ts';
import { routingOf } from '../../../src/access/routing/meaning.ts';
import { istio } from '../../../src/backends/istio/index.ts';
import { compare } from '../../../src/compile/differences.ts';
import { isError } from '../../../src/diag/diagnostic.ts';
import type { Lookup } from '../../../src/model/lookup.ts';
import { evaluated } from '../../checks/evaluated.ts';
import { CASES, caseNames } from '../../golden/cases.ts';
import { isSound, richModel } from '../../proof/rich.ts';

/** What manifests mean differently from the mesh that they were made of. */
function lost(model: Lookup, other: Lookup | undefined): readonly string[] {
  const manifests = istio.lower(model).map(({ manifest }) => manifest);
  const meant = { destinations: destinationsOf(model), routing: routingOf(model) };
  return compare(meant, istio.readAlone!(manifests, other)).differences.map((one) =>
    'destination' in one ? `${one.kind} ${one.destination.key}` : `${one.kind} ${one.what}`,
  );
}

async function meshOf(name: string): Promise<Lookup | undefined> {
  const { mesh } = await evaluated(join(CASES, name), './policy.ts');
  return mesh && ![...istio.gaps(mesh)].some(isError) ? mesh : undefined;
}

describe('manifests by themselves', () => {
  it('mean what the mesh means that they were made of, beside one like it', async () => {
    const found: string[] = [];
    for (const name of caseNames()) {
      const mesh = await meshOf(name);
      if (mesh) found.push(...lost(mesh, mesh).map((what) => `${name}: ${what}`));
    }
    expect(found).toEqual([]);
  });

  it('whatever mesh that is', () => {
    fc.assert(
      fc.property(richModel, (model) => {
        fc.pre(isSound(model));
        expect(lost(model, model)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('and alone', async () => {
    const found: string[] = [];
    for (const name of caseNames()) {
      const mesh = await meshOf(name);
      if (mesh) found.push(...lost(mesh, undefined).map((what) => `${name}: ${what}`));
    }
    expect(found).toEqual([]);
  });
});
