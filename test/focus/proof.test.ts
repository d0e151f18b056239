import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Backend } from '../../src/backends/backend.ts';
import { istio } from '../../src/backends/istio/index.ts';
import { manifestsOf } from '../../src/compile/manifests.ts';
import { prove } from '../../src/compile/proof.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { Emitted, Manifest } from '../../src/manifest/manifest.ts';
import { withCompanions } from '../../src/model/companions.ts';
import { focusOn, type Lookup } from '../../src/model/lookup.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import { mesh, service } from '../backends/model.ts';
import { modelOf } from '../proof/models.ts';
import { KINDS, mutantsOf } from '../proof/mutants.ts';
import { isSound, richModel } from '../proof/rich.ts';
import { CORPUS, modelIn } from './corpus.ts';
import { deals, expectParts, inAnyMesh, missing, mixed, nameOf, picks, plainDeals } from './parts.ts';

function alarms(model: Lookup, backend: Backend = istio): readonly string[] {
  const { diagnostics } = prove(model, [backend], manifestsOf(model, [backend]).result);
  return diagnostics.filter(isError).map(({ message, note }) => `${message}; ${note}`);
}

function sameAlarms(model: Lookup, deal: readonly number[]): void {
  expectParts(model, deal, alarms);
}

/** Istio, but for one manifest. */
function but(one: Emitted, changed: Manifest | undefined): Backend {
  const lower: Backend['lower'] = (model) =>
    istio.lower(model).flatMap((each) => {
      if (nameOf(each) !== nameOf(one)) return [each];
      return changed ? [{ ...each, manifest: changed }] : [];
    });
  return { ...istio, lower };
}

/** Whether the proof has an alarm that it has not for Istio, or cannot even read what it is given: it is not written then either. */
function isNoticed(model: Lookup, backend: Backend): boolean {
  const before = new Set(alarms(model));
  try {
    return alarms(model, backend).some((alarm) => !before.has(alarm));
  } catch {
    return true;
  }
}

/** What is emitted for some services, and not for none. */
function ownOf(part: Lookup): readonly Emitted[] {
  const none = istio.lower(focusOn(part, new Set()));
  const own = new Set(missing(istio.lower(part), none));
  return istio.lower(part).filter((one) => own.has(JSON.stringify(one)));
}

/** What is planted in a manifest of a service, and found by the whole proof, is found by that for the service. */
function plantedIsFound(model: Lookup, pick: number, which: number): 'found' | 'harmless' {
  const { services } = model.mesh;
  const part = focusOn(model, withCompanions(model, [services[pick % services.length]!.key]));
  const own = ownOf(part).filter(({ manifest }) => [...KINDS, 'Service', 'DestinationRule'].includes(manifest.kind));
  const mutants = own.flatMap((one) => mutantsOf(one.manifest).map((mutant) => ({ one, mutant })));
  const planted = mutants[which % mutants.length];
  if (planted === undefined) return 'harmless';
  const backend = but(planted.one, planted.mutant.changed);
  if (!isNoticed(model, backend)) return 'harmless';
  const { path, how } = planted.mutant;
  expect(isNoticed(part, backend) ? 'found' : `missed ${nameOf(planted.one)} ${path} ${how}`).toBe('found');
  return 'found';
}

describe('the proof for some services', () => {
  it.each(CORPUS)('has the alarms of the whole, and no others: $name', async (one) => {
    const mesh = await modelIn(one);
    for (const deal of plainDeals(mesh)) sameAlarms(mesh, deal);
  });

  it('has so in any mesh', () => {
    inAnyMesh(modelOf, sameAlarms, 50);
  });

  it('has so with rules of every kind', () => {
    fc.assert(fc.property(richModel.filter(isSound), deals, sameAlarms), { numRuns: 40 });
  });

  it('finds what is planted in a manifest of theirs', () => {
    let found = 0;
    fc.assert(
      fc.property(meshShape, picks, fc.boolean(), fc.nat(9), fc.nat(10_000), (shape, mixing, mix, pick, which) => {
        const model = modelOf(build(shape));
        if (model === undefined) return;
        if (plantedIsFound(mix ? mixed(model, mixing) : model, pick, which) === 'found') found += 1;
      }),
      { numRuns: 250 },
    );
    expect(found).toBeGreaterThan(50);
  });

  it('finds that what is emitted for a service holds for others of its namespace', () => {
    const model = mesh({
      services: [service('web', { mtls: { mode: 'permissive', ports: [] } }), service('db')],
      mtls: 'strict',
    });
    const part = focusOn(model, new Set(['shop/web' as const]));
    const peer = istio.lower(part).find(({ manifest }) => nameOf({ manifest }) === 'PeerAuthentication shop/web')!;
    const { selector: _, ...spec } = peer.manifest['spec'] as { readonly selector: unknown };
    expect(alarms(part)).toEqual([]);
    expect(alarms(part, but(peer, { ...peer.manifest, spec } as Manifest))).not.toEqual([]);
  });
});
