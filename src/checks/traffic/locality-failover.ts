import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { inArgument } from '../place.ts';

/** Failover to another region needs to know which endpoints are unhealthy. */
export const localityFailover: Check = {
  codes: ['MW2050'],
  *run({ focus }) {
    for (const { name, traffic } of focus.services) {
      if (!traffic?.localityFailover || traffic.outlierDetection) continue;
      yield warning('MW2050', `\`localityFailover\` of \`${name}\` does nothing without \`outlierDetection\``, {
        span: inArgument(traffic.span, 'localityFailover'),
        note: 'a region fails over when outlier detection has ejected its endpoints',
        help: "add `outlierDetection`, e.g. `{ consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' }`",
      });
    }
  },
};
