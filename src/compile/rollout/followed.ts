import type { Destination } from '../../access/destination.ts';
import { refusing } from '../../analysis/rollout/between.ts';
import type { Concern, View } from '../../analysis/rollout/concern.ts';
import { groupBy } from '../../base/order.ts';
import { type Manifest, manifestName } from '../../manifest/manifest.ts';
import { objectKey } from '../../manifest/names.ts';
import type { Ends } from './admission.ts';
import { type Read, variantsOf } from './reading.ts';
import { destinationsOf } from './routes.ts';
import type { Universe } from './universe.ts';
import type { Place } from './workload.ts';

/**
 * That whoever is sent on is let in: a route that leads to another service at each end is a way for the same requests, so that the
 * service that it leads to at some moment has to admit then what it does at that end.
 */
export function followed(
  universe: Universe,
  places: readonly Place[],
  changed: ReadonlySet<string>,
  ends: Ends,
  read: Read,
): readonly Concern<Manifest>[] {
  const byHost = groupBy(places, ({ host }) => host);
  const refuses = refusing();
  const routes = universe.ofKind('VirtualService').map(objectKey);
  const both = [...new Set(routes)].filter((key) => changed.has(key) && ends.base(key) && ends.head(key));
  return both.flatMap((route) => {
    const [before, after] = [ends.base, ends.head].map((view) => hostsOf(view(route)));
    const one = (end: View<Manifest>, hosts: ReadonlySet<string>, others: ReadonlySet<string>) =>
      [...hosts]
        .filter((host) => !others.has(host))
        .flatMap((host) => byHost.get(host) ?? [])
        .map((place) => concern(route, place, end));
    return [...one(ends.base, before!, after!), ...one(ends.head, after!, before!)];
  });

  function concern(route: string, place: Place, end: View<Manifest>): Concern<Manifest> {
    const variants = (view: View<Manifest>) => variantsOf(place.key, read(place.admission, view));
    let wanted: readonly Destination[] | undefined;
    return {
      about: place.key,
      objects: [...new Set([route, ...place.admission])],
      pairs: true,
      judge: (client, server) => {
        const now = client(route);
        if (!now || !hostsOf(now).has(place.host)) return undefined;
        wanted ??= variants(end);
        const stray = refuses(variants(server), wanted);
        if (stray === undefined) return undefined;
        if (stray.kind === 'unknown')
          return { kind: 'unknown', what: `the rules for port ${stray.port} are too complex to be compared in time` };
        return {
          kind: 'unrouted',
          what: `\`${manifestName(now)}\` leads to ${place.key}, which would refuse what it is sent`,
        };
      },
    };
  }
}

function hostsOf(route: Manifest | undefined): ReadonlySet<string> {
  return new Set(route ? destinationsOf(route).map(({ host }) => host) : []);
}
