import type { Target } from '../access/target.ts';
import { suggest } from '../base/suggest.ts';
import type { Identity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';

export { destinationKey, type Target, targetOf } from '../access/target.ts';

/** Who asks, in a question: a service or gateway of the mesh, an identity, somebody outside, or nobody in particular. */
export type Party =
  | { readonly kind: 'workload'; readonly name: string; readonly target: Target; readonly identity: Identity }
  | { readonly kind: 'identity'; readonly name: string; readonly identity: Identity }
  /** Outside the mesh: comes in through a gateway. */
  | { readonly kind: 'outside'; readonly name: 'outside' }
  /** Inside the network, without an identity. */
  | { readonly kind: 'anonymous'; readonly name: 'anonymous' };

/** A name that means nothing, and what may have been meant. */
export interface Unknown {
  readonly unknown: string;
  readonly help: string;
}

const SPIFFE = /^(?:spiffe:\/\/)?([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/;

/** `reviews`, `bookinfo/reviews`, `bookinfo-gateway`, `outside`, `anonymous`, or `cluster.local/ns/x/sa/y`. */
export function findCaller(text: string, lookup: Lookup): Party | Unknown {
  if (text === 'outside') return { kind: 'outside', name: 'outside' };
  if (text === 'anonymous') return { kind: 'anonymous', name: 'anonymous' };
  const [, trustDomain, namespace, serviceAccount] = SPIFFE.exec(text) ?? [];
  if (trustDomain && namespace && serviceAccount) {
    return { kind: 'identity', name: text, identity: { trustDomain, namespace, serviceAccount } };
  }
  const target = findTarget(text, lookup, ['outside', 'anonymous']);
  if ('unknown' in target) return target;
  return { kind: 'workload', name: shortName(target, lookup), target, identity: identityOf(target, lookup) };
}

/** A service or a gateway by name; with its namespace where the name alone is not enough. */
export function findTarget(text: string, lookup: Lookup, others: readonly string[] = []): Target | Unknown {
  const all = targets(lookup);
  const found = all.filter(({ key, name }) => key === text || name === text);
  const [first, second] = found;
  if (first && second) return { unknown: text, help: `there are several: ${found.map(({ key }) => key).join(', ')}` };
  if (first) return first.target;
  const names = [...all.map(({ name }) => name), ...all.map(({ key }) => key), ...others];
  const near = suggest(text, names);
  return {
    unknown: text,
    help: near
      ? `did you mean \`${near}\`?`
      : `there are ${[...all.map(({ name }) => name).slice(0, 12), ...others].join(', ')}`,
  };
}

function targets({
  mesh,
}: Lookup): readonly { readonly key: string; readonly name: string; readonly target: Target }[] {
  return [
    ...mesh.services.map(({ key, name }) => ({ key, name, target: { kind: 'service', service: key } as const })),
    ...mesh.gateways.map(({ key, name }) => ({ key, name, target: { kind: 'gateway', gateway: key } as const })),
  ];
}

export function identityOf(target: Target, { services, gateways }: Lookup): Identity {
  return target.kind === 'service'
    ? services.get(target.service)!.identity
    : gateways.get(target.gateway)!.workload.identity;
}

/** `reviews`; `bookinfo/reviews` when another namespace has one too. */
export function shortName(target: Target, lookup: Lookup): string {
  const key = target.kind === 'service' ? target.service : target.gateway;
  const name = key.slice(key.indexOf('/') + 1);
  return targets(lookup).filter((one) => one.name === name).length > 1 ? key : name;
}
