import type { Target } from '../access/decide.ts';
import { groupBy } from '../base/order.ts';
import { type Identity, printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';

/** The names of a mesh's services and gateways, made once for many questions. */
export interface Names {
  /** `reviews`; `bookinfo/reviews` when another namespace has one too. */
  readonly of: (target: Target) => string;
  /** Services and gateways that present themselves as an identity. */
  readonly holders: (identity: Identity) => readonly Target[];
}

export function namesOf({ mesh }: Lookup): Names {
  const all = [
    ...mesh.services.map(({ key, name, identity }) => ({
      target: { kind: 'service', service: key } as Target,
      name,
      identity,
    })),
    ...mesh.gateways.map(({ key, name, workload }) => ({
      target: { kind: 'gateway', gateway: key } as Target,
      name,
      identity: workload.identity,
    })),
  ];
  const byName = groupBy(all, ({ name }) => name);
  const domain = (identity: Identity) =>
    mesh.trustDomainAliases.includes(identity.trustDomain) ? { ...identity, trustDomain: mesh.trustDomain } : identity;
  const byIdentity = groupBy(all, ({ identity }) => printIdentity(domain(identity)));
  return {
    of: (target) => {
      const key = keyOf(target);
      const name = key.slice(key.indexOf('/') + 1);
      return (byName.get(name)?.length ?? 0) > 1 ? key : name;
    },
    holders: (identity) => (byIdentity.get(printIdentity(domain(identity))) ?? []).map(({ target }) => target),
  };
}

export function keyOf(target: Target): string {
  return target.kind === 'service' ? target.service : target.gateway;
}
