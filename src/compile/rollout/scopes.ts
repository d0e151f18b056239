import type { Concern, View } from '../../analysis/rollout/concern.ts';
import type { SidecarSpec, VirtualServiceSpec } from '../../manifest/kinds/istio-networking.ts';
import { type Manifest, manifestName } from '../../manifest/manifest.ts';
import type { Ends } from './admission.ts';
import { namespaceOf, specOf } from './objects.ts';
import { destinationsOf } from './routes.ts';
import { gatewaysOf } from './tables.ts';
import { keysOf, type Universe } from './universe.ts';
import type { Place } from './workload.ts';

/** That callers are told about the services that their routes lead to, and of no service that is gone before they are told so. */
export function scoped(
  universe: Universe,
  places: readonly Place[],
  ends: Ends,
  changed: ReadonlySet<string>,
): readonly Concern<Manifest>[] {
  return [...led(universe, ends, changed), ...told(universe, places, ends)];
}

function told(universe: Universe, places: readonly Place[], { base, head }: Ends): readonly Concern<Manifest>[] {
  const going = places.filter(({ service }) => service !== undefined && base(service) && !head(service));
  if (going.length === 0) return [];
  const sidecars = keysOf(universe.ofKind('Sidecar')).filter((key) => base(key) && head(key));
  return going.flatMap((place) =>
    sidecars
      .filter((key) => names(base(key)!, place.host))
      .map(
        (sidecar): Concern<Manifest> => ({
          about: place.key,
          objects: [sidecar, place.service!],
          pairs: false,
          judge: (view) => {
            const scope = view(sidecar);
            if (!scope || view(place.service!) || names(head(sidecar)!, place.host) || !names(scope, place.host))
              return;
            return {
              kind: 'unrouted',
              what: `\`${manifestName(scope)}\` still tells callers of ${place.key}, which is gone`,
            };
          },
        }),
      ),
  );
}

function names(sidecar: Manifest, host: string): boolean {
  const { egress = [] } = specOf<SidecarSpec>(sidecar);
  return egress.some(({ hosts }) => hosts.some((one) => one.slice(one.indexOf('/') + 1) === host));
}

function led(universe: Universe, ends: Ends, changed: ReadonlySet<string>): readonly Concern<Manifest>[] {
  const routes = keysOf(universe.ofKind('VirtualService')).filter((key) =>
    universe.versions(key).some((route) => leadsElsewhere(route)),
  );
  const sidecars = keysOf(universe.ofKind('Sidecar'));
  return routes.flatMap((route) => {
    const hosts = universe.versions(route).flatMap((one) => specOf<VirtualServiceSpec>(one).hosts ?? []);
    const calling = sidecars.filter((key) =>
      universe.versions(key).some((sidecar) => hosts.some((host) => isTold(sidecar, host))),
    );
    return calling
      .filter((key) => changed.has(key) || changed.has(route))
      .map((sidecar) => concern(route, sidecar, ends));
  });
}

function concern(route: string, sidecar: string, ends: Ends): Concern<Manifest> {
  const ask = (view: View<Manifest>) => untold(view(route), view(sidecar));
  const never = new Set([...ask(ends.base), ...ask(ends.head)]);
  return {
    about: (ends.head(sidecar) ?? ends.base(sidecar))!.metadata.name,
    objects: [route, sidecar],
    pairs: false,
    judge: (view) => {
      const what = ask(view).find((one) => !never.has(one));
      return what === undefined ? undefined : { kind: 'unrouted', what };
    },
  };
}

function untold(route: Manifest | undefined, sidecar: Manifest | undefined): readonly string[] {
  if (!route || !sidecar) return [];
  const { hosts = [] } = specOf<VirtualServiceSpec>(route);
  if (!hosts.some((host) => isTold(sidecar, host))) return [];
  return destinationsOf(route)
    .filter(({ host }) => !isTold(sidecar, host))
    .map(
      ({ host }) =>
        `\`${manifestName(route)}\` leads to ${host}, which \`${manifestName(sidecar)}\` does not tell its callers of`,
    );
}

function leadsElsewhere(route: Manifest): boolean {
  const { hosts = [] } = specOf<VirtualServiceSpec>(route);
  return gatewaysOf(route).includes('mesh') && destinationsOf(route).some(({ host }) => !hosts.includes(host));
}

/** `bookinfo/reviews.bookinfo.svc.cluster.local`, `istio-system/*`, `./*`; none at all: everything. */
function isTold(sidecar: Manifest, host: string): boolean {
  const { egress } = specOf<SidecarSpec>(sidecar);
  if (egress === undefined) return true;
  const home = host.split('.')[1] ?? '';
  return egress
    .flatMap(({ hosts }) => hosts)
    .some((one) => {
      const [where = '', name = ''] = one.split('/');
      const namespace = where === '.' ? namespaceOf(sidecar) : where;
      return (namespace === '*' || namespace === home) && (name === '*' || name === host);
    });
}
