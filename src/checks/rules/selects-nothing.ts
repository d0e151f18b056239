import { warning } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Check } from '../check.ts';
import { rawIn } from '../pods.ts';

/** A rule for a namespace or the mesh protects some workload. */
export const selectsNothing: Check = {
  codes: ['MW3105'],
  *run(mesh) {
    const gateways = new Set(mesh.mesh.gateways.map(({ workload }) => workload.namespace));
    for (const { scope, span } of mesh.focus.rules) {
      if (scope.kind !== 'namespace' || hasPods(mesh, scope.namespace) || gateways.has(scope.namespace)) continue;
      yield warning('MW3105', `this rule protects nothing: namespace \`${scope.namespace}\` has no service`, {
        span,
        help: 'declare its services, or leave the rule out',
      });
    }
  },
};

function hasPods(mesh: Lookup, namespace: string): boolean {
  return mesh.servicesIn.has(namespace) || rawIn(mesh).has(namespace);
}
