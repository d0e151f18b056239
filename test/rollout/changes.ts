import { istio } from '../../src/backends/istio/index.ts';
import type { Applier } from '../../src/compile/rollout/objects.ts';
import { type Change, planRollout, type Rollout } from '../../src/compile/rollout/plan.ts';
import { type Mesh, type MeshOptions, mesh } from '../../src/index.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { modelOf } from '../proof/models.ts';

/** What one mesh becomes another by. */
export type Say = (mesh: Mesh) => void;

export function said(say: Say, options: MeshOptions = {}): Lookup {
  const root = mesh('shop', options);
  say(root);
  const model = modelOf(root);
  if (!model) throw new Error('the mesh has errors');
  return model;
}

export function changeOf(base: Lookup, head: Lookup, applier: Applier = 'argo-cd'): Change {
  return {
    base: manifestsOf(base),
    head: manifestsOf(head),
    applier,
    surroundings: istio.readParts!([
      { manifests: [], mesh: base },
      { manifests: [], mesh: head },
    ]),
  };
}

export function rollout(base: Lookup, head: Lookup): Rollout {
  return planRollout(changeOf(base, head));
}

/** Steps in short: `create AuthorizationPolicy shop/cart`. */
export function inShort({ steps, obstacle }: Rollout): readonly (readonly string[])[] | unknown {
  if (obstacle) return obstacle;
  return steps.map(({ operations }) =>
    operations.map(({ kind, name, meanwhile }) => `${kind}${meanwhile ? ' meanwhile' : ''} ${name}`),
  );
}

export function manifestsOf(model: Lookup): readonly Manifest[] {
  return istio.lower(model).map(({ manifest }) => manifest);
}
