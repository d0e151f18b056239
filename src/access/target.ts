import type { Scope } from '../model/authorization.ts';
import { scopeKey } from '../model/lookup.ts';

/** Where a request goes: a service or a gateway of the mesh. */
export type Target = Extract<Scope, { kind: 'service' | 'gateway' }>;

/** `service bookinfo/reviews`: how its destination is named. */
export const destinationKey: (target: Target) => string = scopeKey;

/** The other way round. */
export function targetOf(destination: string): Target {
  const [kind, key] = destination.split(' ') as [Target['kind'], `${string}/${string}`];
  return kind === 'service' ? { kind, service: key } : { kind, gateway: key };
}
