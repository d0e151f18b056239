import type { State } from '../../analysis/rollout/operation.ts';
import { canonicalJson } from '../../base/json.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { isKind, specOf } from './objects.ts';
import type { Obstacle } from './plan.ts';

/** What Kubernetes refuses to change in an object that is there. */
export function immutable(base: State<Manifest>, head: State<Manifest>): Obstacle | undefined {
  for (const [key, manifest] of head) {
    const old = base.get(key);
    if (!old || old === manifest || !isKind(manifest, 'Deployment')) continue;
    const [was, is] = [old, manifest].map((one) => specOf<{ selector: unknown }>(one).selector);
    if (canonicalJson(was) !== canonicalJson(is)) return { kind: 'immutable', manifest, field: 'spec.selector' };
  }
  return undefined;
}
