import { type Diagnostic, error, warning } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { RateLimit } from '../../model/rate-limit.ts';
import { isHttp } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { modesOf } from '../mtls/modes.ts';
import { byIdentity } from '../rules/scope.ts';
import { partOf, portsOf, serviceOf } from './limits.ts';

/** Limits by who calls stand where a proxy knows who does. */
export const limitByIdentity: Check = {
  codes: ['MW3504', 'MW3505'],
  *run(mesh) {
    for (const limit of mesh.focus.rateLimits) {
      const part = identityPart(limit);
      if (part === undefined) continue;
      const known = whoIsKnown(mesh, limit, part);
      if (known === 'nobody') yield nobody(mesh, limit, part);
      else if (known === 'some') yield plaintext(mesh, limit, part);
    }
  },
};

type Part = 'by' | 'from' | 'except';

/** What of a limit goes by the identity of a caller. */
function identityPart({ by, from, except }: RateLimit): Part | undefined {
  if (from !== 'anyone' && from.some(byIdentity)) return 'from';
  if (by.some(({ kind }) => kind === 'caller')) return 'by';
  return except.some(byIdentity) ? 'except' : undefined;
}

/** Whether callers have an identity at the ports of a limit, or its gateway's listeners. */
function whoIsKnown(mesh: Lookup, limit: RateLimit, part: Part): 'all' | 'some' | 'nobody' {
  const service = serviceOf(mesh, limit);
  if (service) {
    const ports = new Set(
      portsOf(limit, service).flatMap(({ protocol, targetPort }) => (isHttp(protocol) ? [targetPort] : [])),
    );
    const modes = (modesOf(mesh, service) ?? []).filter(({ port }) => ports.has(port)).map(({ mode }) => mode);
    if (modes.every((mode) => mode === 'strict')) return 'all';
    return modes.every((mode) => mode === 'disabled') ? 'nobody' : 'some';
  }
  const gateway = limit.scope.kind === 'gateway' ? mesh.gateways.get(limit.scope.gateway) : undefined;
  // Clients that show a certificate can be told apart by it, and are none of the mesh whatever it says.
  return part === 'by' && gateway?.listeners.some(({ tls }) => tls?.mode === 'mutual') ? 'all' : 'nobody';
}

function nobody(mesh: Lookup, limit: RateLimit, part: Part): Diagnostic {
  const gateway = limit.scope.kind === 'gateway';
  const name = nameOf(mesh, limit);
  const why = gateway ? OUTSIDE[part] : 'its mTLS is `disabled`';
  return error(
    'MW3504',
    `the limit \`${limit.name}\` goes by who calls, and nobody has an identity at \`${name}\`: ${why}`,
    {
      span: partOf(limit, part),
      note: WITHOUT_IDENTITY[part],
      help: gateway
        ? `tell clients apart by ${part === 'by' ? '`remote-address` or a header, or make a listener `mutual`' : '`remoteIpBlock`'}`
        : 'make its mTLS `strict`, or tell callers apart by `remote-address` or a header',
    },
  );
}

function plaintext(mesh: Lookup, limit: RateLimit, part: Part): Diagnostic {
  const name = nameOf(mesh, limit);
  return warning(
    'MW3505',
    `the limit \`${limit.name}\` goes by who calls, and \`${name}\` accepts plaintext, which has no identity`,
    {
      span: partOf(limit, part),
      note: WITHOUT_IDENTITY[part],
      help: 'make its mTLS `strict`',
    },
  );
}

/** Why nobody is known at a gateway. */
const OUTSIDE: Readonly<Record<Part, string>> = {
  from: 'its clients are none of the mesh',
  by: 'none of its listeners asks for a certificate',
  except: 'its clients are none of the mesh',
};

const WITHOUT_IDENTITY: Readonly<Record<Part, string>> = {
  from: 'requests without an identity are not counted, whoever sends them',
  by: 'all requests without an identity share one bucket',
  except: 'requests without an identity are counted, whoever sends them',
};

function nameOf({ services, gateways }: Lookup, { scope }: RateLimit): string {
  return scope.kind === 'service'
    ? (services.get(scope.service)?.name ?? scope.service)
    : (gateways.get(scope.gateway)?.name ?? scope.gateway);
}
