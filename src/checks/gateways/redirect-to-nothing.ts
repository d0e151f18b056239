import { within } from '../../base/span.ts';
import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { hostIndex, overlapsAny } from '../hosts.ts';
import { scheme } from './served.ts';

/** A listener that redirects to https redirects to something: some listener serves the host over TLS on port 443. */
export const redirectToNothing: Check = {
  codes: ['MW2028'],
  *run({ mesh }) {
    if (!mesh.gateways.some(({ listeners }) => listeners.some(({ redirect }) => redirect))) return;
    const secure = hostIndex(
      mesh.gateways.flatMap(({ listeners }) =>
        listeners
          .filter((listener) => scheme(listener) === 'https' && listener.port === 443)
          .flatMap(({ hosts }) => hosts),
      ),
    );
    for (const gateway of mesh.gateways) {
      for (const { name, hosts, redirect } of gateway.listeners) {
        for (const [index, host] of hosts.entries()) {
          if (redirect === undefined || overlapsAny(secure, host)) continue;
          yield warning(
            'MW2028',
            `\`${host}\` is redirected to https, and no listener serves it over https on port 443`,
            {
              span: within(gateway.span, 1, 'listeners', name, 'hosts', index),
              help: 'add a listener with `tls` for it, or leave the redirect out',
            },
          );
        }
      }
    }
  },
};
