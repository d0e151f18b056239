import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { istio } from '../../../src/backends/istio/index.ts';
import { isJsonObject, type Json } from '../../../src/base/json.ts';
import { manifestsOf } from '../../../src/compile/manifests.ts';
import { declarationsToJson, toModel } from '../../../src/compile/policies.ts';
import { FLUX_LAYERS, fluxLayer } from '../../../src/emit/gitops/flux-layers.ts';
import { withSyncWave } from '../../../src/emit/gitops/sync-wave.ts';
import { syncRank } from '../../../src/emit/sync-order.ts';
import type { Emitted, Manifest } from '../../../src/manifest/manifest.ts';
import { canonical } from '../../../src/manifest/order.ts';
import { lookup } from '../../../src/model/lookup.ts';
import { build, meshShape } from '../../arbitrary/mesh.ts';
import { emitted } from '../fixture.ts';
import { MANIFESTS } from './compiled.ts';

const WAVE = 'argocd.argoproj.io/sync-wave';
const waveOf = (each: Emitted) => Number(withSyncWave(each).manifest.metadata.annotations?.[WAVE]);

describe('a sync wave', () => {
  it('is the only thing that is added', () => {
    for (const manifest of MANIFESTS.map(canonical)) {
      const { metadata, ...rest } = withSyncWave(emitted(manifest)).manifest;
      const { annotations, ...others } = metadata;
      const { [WAVE]: wave, ...kept } = annotations ?? {};
      expect(wave).toMatch(/^\d+$/);
      expect({ metadata: { ...others, ...(Object.keys(kept).length > 0 && { annotations: kept }) }, ...rest }).toEqual(
        manifest,
      );
    }
  });

  it('that someone wrote themselves stays', () => {
    const manifest = { ...MANIFESTS[0]!, metadata: { name: 'shop', annotations: { [WAVE]: '-5' } } };
    expect(waveOf(emitted(manifest))).toBe(-5);
  });
});

/** What a manifest refers to, and what has to be there before it for other reasons, by `Kind namespace/name`. */
function needs({ kind, metadata: { namespace = '' }, spec }: Manifest): readonly string[] {
  const found = [`Namespace /${namespace}`];
  visit(spec as Json, (key, value) => {
    if (key === 'serviceAccountName') found.push(`ServiceAccount ${namespace}/${value}`);
    if (key === 'host' || key === 'hosts') {
      const [name, there = namespace] = String(value).split('.');
      found.push(`Service ${there}/${name}`);
      if (kind === 'VirtualService') found.push(`DestinationRule ${there}/${name}`);
    }
  });
  return found;
}

function visit(value: Json | undefined, see: (key: string, value: string) => void, key = ''): void {
  if (typeof value === 'string') see(key, value);
  else if (Array.isArray(value)) for (const one of value) visit(one as Json, see, key);
  else if (isJsonObject(value)) for (const [name, one] of Object.entries(value)) visit(one, see, name);
}

const keyOf = ({ kind, metadata: { namespace = '', name } }: Manifest) => `${kind} ${namespace}/${name}`;

/** Who may come in is said before who guards the rest, and both before the workloads that they are about. */
function policiesInOrder(all: readonly Emitted[]): boolean {
  const waves = (chosen: (manifest: Manifest) => boolean) => all.filter(({ manifest }) => chosen(manifest)).map(waveOf);
  const isPolicy = ({ kind }: Manifest) => kind === 'AuthorizationPolicy';
  const isEmpty = ({ spec }: Manifest) =>
    isJsonObject(spec) && (spec.action ?? 'ALLOW') === 'ALLOW' && spec.rules === undefined;
  const others = waves((one) => isPolicy(one) && !isEmpty(one));
  const denying = waves((one) => isPolicy(one) && isEmpty(one));
  const workloads = waves(({ kind }) => kind === 'Deployment');
  return (
    Math.max(-1, ...others) < Math.min(99, ...denying) &&
    Math.max(-1, ...others, ...denying) < Math.min(99, ...workloads)
  );
}

describe('of any mesh', () => {
  const laws = (law: (all: readonly Emitted[]) => void) => {
    let line = 0;
    fc.assert(
      fc.property(meshShape, (shape) => {
        const site = () => ({ file: 'policies/generated.ts', line: ++line, column: 1 });
        const { result } = toModel(JSON.parse(JSON.stringify(declarationsToJson(build(shape), site))) as Json);
        if (result !== undefined) law(manifestsOf(lookup(result), [istio]).result);
      }),
      { numRuns: 100 },
    );
  };

  it('waves do not fall along references', () => {
    let seen = 0;
    laws((all) => {
      const by = new Map(all.map((each) => [keyOf(each.manifest), each]));
      for (const each of all) {
        const needed = needs(each.manifest).flatMap((key) => by.get(key) ?? []);
        seen += needed.length;
        const early = needed.filter((one) => one !== each && waveOf(one) > waveOf(each));
        expect(early.map(({ manifest }) => `${keyOf(each.manifest)} before ${keyOf(manifest)}`)).toEqual([]);
      }
    });
    expect(seen).toBeGreaterThan(1000);
  });

  it('policies come before what they guard, those that allow before the one that denies the rest', () => {
    laws((all) => expect(policiesInOrder(all)).toBe(true));
  });

  it('layers of Flux follow the stages', () => {
    const all = MANIFESTS.map((manifest) => emitted(manifest)).sort(
      (a, b) => syncRank(a.manifest) - syncRank(b.manifest),
    );
    const layers = all.map((each) => FLUX_LAYERS.indexOf(fluxLayer(each)));
    expect(layers).toEqual([...layers].sort((a, b) => a - b));
    expect(new Set(layers).size).toBe(FLUX_LAYERS.length);
  });
});
