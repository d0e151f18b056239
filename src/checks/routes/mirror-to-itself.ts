import { within } from '../../base/span.ts';
import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { routesIn } from '../destinations.ts';

/** A mirror goes elsewhere than the requests that it copies. */
export const mirrorToItself: Check = {
  codes: ['MW2013'],
  *run(mesh) {
    for (const { mirror, to, name, span } of routesIn(mesh)) {
      const same = to.some(
        ({ service, version, port, weight }) =>
          weight > 0 && service === mirror?.service && port === (mirror.port ?? port) && version === mirror.version,
      );
      if (!same || mirror === undefined) continue;
      const where =
        mirror.version === undefined ? `\`${mirror.service}\`` : `\`${mirror.version}\` of \`${mirror.service}\``;
      yield warning('MW2013', `route \`${name}\` mirrors requests to where it sends them: ${where} gets each twice`, {
        span: within(span, 'mirror'),
        help: 'mirror to another version or service',
      });
    }
  },
};
