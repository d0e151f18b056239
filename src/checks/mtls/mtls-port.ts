import { within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';

/** mTLS for a port is for a port that the service has. */
export const mtlsPort: Check = {
  codes: ['MW3011'],
  *run({ mesh }) {
    for (const { name, mtls, ports, span } of mesh.services) {
      for (const { port, mode } of mtls.ports) {
        if (ports.some(({ targetPort }) => targetPort === port)) continue;
        yield error('MW3011', `\`${name}\` has no port ${port} on its pods: \`${mode}\` mTLS there means nothing`, {
          span: within(span, 1, 'mtls', 'ports'),
          label: `pods listen on ${ports.map(({ targetPort }) => targetPort).join(', ')}`,
          help: 'name a port of the service',
        });
      }
    }
  },
};
