import type { Destination } from '../../../access/destination.ts';
import { printIdentity } from '../../../model/ids.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { RowCaller } from '../change.ts';

/** What things are called, the same in all targets that are compared. */
export interface Names {
  /** `reviews` for `service bookinfo/reviews`; `bookinfo/reviews` where another namespace has one too. */
  readonly of: (key: string) => string;
  /** Services and gateways that present themselves as an identity: `cluster.local/ns/bookinfo/sa/reviews`. */
  readonly holders: (identity: string) => readonly RowCaller[];
  /** Trust domains that are the mesh's own. */
  readonly isOwn: (trustDomain: string) => boolean;
}

/** More workloads than this with one identity are told by the identity. */
const MOST_HOLDERS = 8;

export function namesOf(models: readonly Lookup[], destinations: Iterable<Destination>): Names {
  const keys = new Set<string>();
  for (const { key } of destinations) keys.add(key);
  const byIdentity = new Map<string, Set<string>>();
  const hold = (identity: string, key: string) => {
    keys.add(key);
    const held = byIdentity.get(identity);
    if (held) held.add(key);
    else byIdentity.set(identity, new Set([key]));
  };
  for (const { mesh } of models) {
    for (const { key, identity } of mesh.services) hold(printIdentity(identity), `service ${key}`);
    for (const { key, workload } of mesh.gateways) hold(printIdentity(workload.identity), `gateway ${key}`);
  }
  const count = new Map<string, number>();
  for (const key of keys) count.set(shortName(key), (count.get(shortName(key)) ?? 0) + 1);
  const domains = new Set(models.map(({ mesh }) => mesh.trustDomain));
  const of = (key: string) => ((count.get(shortName(key)) ?? 0) > 1 ? key.slice(key.indexOf(' ') + 1) : shortName(key));
  return {
    of,
    holders: (identity) => {
      const held = [...(byIdentity.get(identity) ?? [])];
      if (held.length > MOST_HOLDERS) return [];
      return held.map((key) => ({ kind: key.startsWith('gateway ') ? 'gateway' : 'service', name: of(key), key }));
    },
    isOwn: (trustDomain) => domains.has(trustDomain),
  };
}

function shortName(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}
