import type { ArgumentPath, Span } from '../../base/span.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { RateLimit } from '../../model/rate-limit.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import { inArgument } from '../place.ts';

/** The service that a limit is of; none for a limit of a gateway. */
export function serviceOf({ services }: Lookup, { scope }: RateLimit): Service | undefined {
  return scope.kind === 'service' ? services.get(scope.service) : undefined;
}

/** The ports of a service at which some request of a limit may come in. */
export function portsOf({ requests }: RateLimit, { ports }: Service): readonly ServicePort[] {
  if (requests === 'any') return ports;
  return ports.filter(({ targetPort }) =>
    requests.some((one) => (one.ports?.includes(targetPort) ?? true) && !(one.notPorts?.includes(targetPort) ?? false)),
  );
}

/** A part of a limit where the user wrote it. */
export function partOf({ span }: RateLimit, ...path: ArgumentPath): Span {
  return inArgument(span, ...path);
}
