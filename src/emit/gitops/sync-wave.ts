import type { Emitted } from '../../manifest/manifest.ts';
import { canonical } from '../../manifest/order.ts';
import { syncRank } from '../sync-order.ts';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** Tells Argo CD the stage of a manifest. What a raw manifest says itself stays. */
export function withSyncWave(emitted: Emitted): Emitted {
  const { manifest } = emitted;
  const { metadata } = manifest;
  const annotations = { [SYNC_WAVE]: String(syncRank(manifest)), ...metadata.annotations };
  return { ...emitted, manifest: canonical({ ...manifest, metadata: { ...metadata, annotations } }) };
}
