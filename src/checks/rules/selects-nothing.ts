import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { podIndex } from '../pods.ts';

/** A rule for a namespace or the mesh protects some workload. */
export const selectsNothing: Check = {
  codes: ['MW3105'],
  *run(mesh) {
    const { byNamespace } = podIndex(mesh);
    const gateways = new Set(mesh.mesh.gateways.map(({ workload }) => workload.namespace));
    for (const { scope, span } of mesh.mesh.rules) {
      if (scope.kind !== 'namespace' || byNamespace.has(scope.namespace) || gateways.has(scope.namespace)) continue;
      yield warning('MW3105', `this rule protects nothing: namespace \`${scope.namespace}\` has no service`, {
        span,
        help: 'declare its services, or leave the rule out',
      });
    }
  },
};
