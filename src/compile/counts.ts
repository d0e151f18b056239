import type { Mesh } from '../model/mesh.ts';

/** How much a mesh declares. */
export function countsOf({ services, gateways, calls, guardrails }: Mesh) {
  return {
    services: services.length,
    gateways: gateways.length,
    calls: calls.length,
    guardrails: guardrails.length,
  };
}
