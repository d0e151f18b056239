import type { Emitted } from '../../manifest/manifest.ts';
import { type SyncStage, syncStage } from '../sync-order.ts';

/**
 * The layers that Flux applies one after another, in the order of the stages. Flux prunes each layer right after it applied
 * it, so what refuses and what allows stand in one: apart, a DENY that goes would be gone for as long as the ALLOW of the next
 * layer still stands. Within a layer Flux applies in order of kind, namespace and name, and prunes the other way round.
 */
export const FLUX_LAYERS = [
  'namespaces',
  'identities',
  'services',
  'destinations',
  'policies',
  'default-deny',
  'workloads',
  'traffic',
] as const;

export type FluxLayer = (typeof FLUX_LAYERS)[number];

const LAYER_OF = {
  namespaces: 'namespaces',
  identities: 'identities',
  configuration: 'identities',
  services: 'services',
  destinations: 'destinations',
  scopes: 'destinations',
  authentication: 'policies',
  refusals: 'policies',
  permissions: 'policies',
  'default-deny': 'default-deny',
  workloads: 'workloads',
  traffic: 'traffic',
} as const satisfies Record<SyncStage, FluxLayer>;

export function fluxLayer({ manifest }: Pick<Emitted, 'manifest'>): FluxLayer {
  return LAYER_OF[syncStage(manifest)];
}
