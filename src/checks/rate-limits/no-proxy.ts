import { within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { serviceOf } from './limits.ts';

/** A limit stands where a proxy counts. */
export const limitWithoutProxy: Check = {
  codes: ['MW3503'],
  *run(mesh) {
    for (const limit of mesh.focus.rateLimits) {
      const service = serviceOf(mesh, limit);
      const namespace = service && mesh.namespaces.get(service.namespace);
      if (service === undefined || namespace?.dataPlane.kind !== 'none') continue;
      yield error('MW3503', `nothing counts for the limit \`${limit.name}\`: \`${service.name}\` has no proxy`, {
        span: limit.span,
        related: [{ span: within(namespace.span, 1, 'dataPlane'), note: '`none` is said here' }],
        note: 'requests would pass without a limit',
        help: "make the namespace's data plane `sidecar`, or limit the routes that lead there",
      });
    }
  },
};
