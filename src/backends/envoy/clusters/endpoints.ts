import type { JsonObject } from '../../../base/json.ts';
import { groupBy } from '../../../base/order.ts';
import type { TrafficPolicy } from '../../../model/traffic.ts';
import type { Endpoint } from '../placement.ts';
import { socketAddress } from '../provider-cluster.ts';

/** A ClusterLoadAssignment: endpoints by locality, in the order in which they are turned to. */
export function assignment(
  name: string,
  endpoints: readonly Endpoint[],
  failover: TrafficPolicy['localityFailover'],
  home: string | undefined,
): JsonObject & { readonly cluster_name: string } {
  const ranked = [...groupBy(endpoints, ({ locality = '' }) => locality)].map(([locality, group]) => ({
    locality,
    group,
    rank: failover && home !== undefined ? rankOf(locality, home, failover) : 0,
  }));
  // Priorities have no gaps.
  const ranks = [...new Set(ranked.map(({ rank }) => rank))].sort((a, b) => a - b);
  return {
    cluster_name: name,
    endpoints: ranked.map(({ locality, group, rank }) => ({
      ...(locality !== '' && { locality: localityOf(locality) }),
      ...(ranks.length > 1 && { priority: ranks.indexOf(rank) }),
      lb_endpoints: group.map(endpoint),
    })),
  };
}

function endpoint({ weight, address, port }: Endpoint): JsonObject {
  return {
    endpoint: { address: socketAddress(address, port) },
    ...(weight !== undefined && { load_balancing_weight: weight }),
  };
}

export function localityOf(text: string): JsonObject {
  const [region, zone, sub_zone] = text.split('/');
  return { region, ...(zone && { zone }), ...(sub_zone && { sub_zone }) } as JsonObject;
}

/** The same placement, zone, region; then where the region fails over to; then anywhere. */
function rankOf(locality: string, home: string, failover: NonNullable<TrafficPolicy['localityFailover']>): number {
  const there = locality.split('/');
  const here = home.split('/');
  const shared = here.findIndex((part, i) => part !== there[i]);
  const common = shared === -1 ? here.length : shared;
  if (common > 0) return here.length - common;
  return failover.some(({ from, to }) => from === here[0] && to === there[0]) ? here.length : here.length + 1;
}
