import { isJsonObject } from '../../base/json.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { list } from '../words.ts';
import { servicesFor } from './policy.ts';
import { field, nameOf, root, security, spanOf } from './view.ts';

/** mTLS that a raw PeerAuthentication says for a port is for a port of the pods that it selects. */
export const rawMtlsPort: Check = {
  codes: ['MW4112'],
  misses: true,
  *run(mesh) {
    for (const raw of security(mesh, 'PeerAuthentication')) {
      const levels = field(root(raw), 'spec', 'portLevelMtls');
      const services = isJsonObject(levels.value) ? servicesFor(mesh, raw) : [];
      if (!isJsonObject(levels.value) || services.length === 0) continue;
      const ports = [
        ...new Set(services.flatMap((service) => service.ports.map(({ targetPort }) => String(targetPort)))),
      ];
      for (const port of Object.keys(levels.value).filter((each) => !ports.includes(each))) {
        yield error(
          'MW4112',
          `\`${nameOf(raw)}\` is for port \`${port}\`, which no pod of ${list(services.map(({ name }) => name))} has`,
          {
            span: spanOf(field(levels, port)),
            label: `pods listen on ${ports.slice(0, 5).join(', ')}`,
            note: 'Istio goes by the port of the pod, not of the Service; the rest has another mode',
            help: 'name the `targetPort`',
          },
        );
      }
    }
  },
};
