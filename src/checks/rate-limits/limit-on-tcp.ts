import { error } from '../../diag/diagnostic.ts';
import { isHttpListener } from '../../model/gateway.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { RateLimit } from '../../model/rate-limit.ts';
import { isHttp } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { list } from '../words.ts';
import { partOf, portsOf, serviceOf } from './limits.ts';

/** A limit is for a port where a proxy sees requests: of bytes there is nothing to count. */
export const limitOnTcp: Check = {
  codes: ['MW3502'],
  *run(mesh) {
    for (const limit of mesh.focus.rateLimits) {
      const where = bytesOnly(mesh, limit);
      if (where === undefined) continue;
      yield error('MW3502', `the limit \`${limit.name}\` never applies: ${where}`, {
        span: limit.requests === 'any' ? limit.span : partOf(limit, 'requests'),
        note: 'a limit counts requests, and a proxy sees none in bytes',
        help: 'declare the port as `http`, or bound connections with `connectionPool: { maxConnections }`',
      });
    }
  },
};

/** Where all that a limit is for carries something else than HTTP, in words. */
function bytesOnly(mesh: Lookup, limit: RateLimit): string | undefined {
  const service = serviceOf(mesh, limit);
  if (service) {
    const ports = portsOf(limit, service);
    if (ports.length === 0) return `\`${service.name}\` has none of the ports that it is for`;
    if (ports.some(({ protocol }) => isHttp(protocol))) return undefined;
    const names = list(ports.map(({ name }) => name));
    return `${ports.length === 1 ? 'port' : 'ports'} ${names} of \`${service.name}\` ${ports.length === 1 ? 'carries' : 'carry'} no HTTP`;
  }
  const gateway = limit.scope.kind === 'gateway' ? mesh.gateways.get(limit.scope.gateway) : undefined;
  return gateway?.listeners.some(isHttpListener) === false
    ? `no listener of \`${gateway.name}\` shows requests`
    : undefined;
}
