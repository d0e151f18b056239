import { within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import { isHttpListener } from '../../model/gateway.ts';
import type { Check } from '../check.ts';
import { type Served, scheme, servedHosts } from './served.ts';

/** The listeners of one proxy on one port speak alike: all plain HTTP, all TLS, or all TCP. */
export const portProtocols: Check = {
  codes: ['MW2030'],
  *run(mesh) {
    for (const [first, ...others] of servedHosts(mesh).values()) {
      const odd = first && others.find((other) => family(other) !== family(first));
      if (!first || !odd) continue;
      const { gateway, listener } = odd;
      yield error(
        'MW2030',
        `port ${listener.port} is ${family(first)} for \`${first.listener.name}\` and ${family(odd)} for \`${listener.name}\`, on one proxy`,
        {
          span: within(gateway.span, 1, 'listeners', listener.name),
          related: [
            { span: within(first.gateway.span, 1, 'listeners', first.listener.name), note: `${family(first)} here` },
          ],
          note: 'the proxy opens the port once, for the first of them, and ignores the other',
          help: 'use different ports',
        },
      );
    }
  },
};

function family({ listener }: Served): string {
  if (scheme(listener) === 'https') return 'TLS';
  return isHttpListener(listener) ? 'plain HTTP' : 'TCP';
}
