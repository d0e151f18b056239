import type { Concern, View } from '../../analysis/rollout/concern.ts';
import { groupBy } from '../../base/order.ts';
import type {
  DestinationRuleSpec,
  DestinationSpec,
  VirtualServiceSpec,
} from '../../manifest/kinds/istio-networking.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { manifestName } from '../../manifest/manifest.ts';
import type { Ends } from './admission.ts';
import { isPart, type Labels, podLabels, selectorOf, specOf } from './objects.ts';
import { seen } from './reading.ts';
import { keysOf, type Universe } from './universe.ts';
import type { Place } from './workload.ts';

/** That where requests are sent there is something: a service, with that port, with pods of that version. */
export function routed(
  universe: Universe,
  places: readonly Place[],
  ends: Ends,
  changed: ReadonlySet<string>,
): readonly Concern<Manifest>[] {
  const leading = groupBy(
    universe.ofKind('VirtualService').flatMap((route) => hostsOf(route).map((host) => ({ host, route }))),
    ({ host }) => host,
  );
  return places.flatMap((place): readonly Concern<Manifest>[] => {
    if (place.service === undefined) return [];
    const routes = keysOf((leading.get(place.host) ?? []).map(({ route }) => route));
    const objects = [...new Set([place.service, ...place.deployments, ...place.rules, ...routes])];
    if (!objects.some((key) => changed.has(key))) return [];
    const ask = (view: View<Manifest>) => missing(place, routes, view);
    const never = new Set([...ask(ends.base), ...ask(ends.head)]);
    // Nobody has called what is new, and nobody will call what goes.
    if (!ends.base(place.service) || !ends.head(place.service)) never.add(NOBODY + place.key);
    return [
      {
        about: place.key,
        objects,
        pairs: false,
        judge: (view) => {
          const found = ask(view).find((one) => !never.has(one));
          return found === undefined ? undefined : { kind: 'unrouted', what: found };
        },
      },
    ];
  });
}

const NOBODY = 'there is no pod of ';

/** Wherever routes lead, copies of requests included. */
export function destinationsOf(route: Manifest): readonly DestinationSpec[] {
  const { http = [], tcp = [], tls = [] } = specOf<VirtualServiceSpec>(route);
  return [
    ...http.flatMap(({ route: to = [], mirror, mirrors = [] }) => [
      ...to.map(({ destination }) => destination),
      ...(mirror ? [mirror] : []),
      ...mirrors.map(({ destination }) => destination),
    ]),
    ...[...tcp, ...tls].flatMap(({ route: to = [] }) => to.map(({ destination }) => destination)),
  ];
}

function hostsOf(route: Manifest): readonly string[] {
  return [...new Set(destinationsOf(route).map(({ host }) => host))];
}

interface Port {
  readonly port: number;
}

/** What is asked for and not there. A service itself is asked for where it is: without pods it answers nobody. */
function missing(
  { key, host, service, deployments, rules }: Place,
  routes: readonly string[],
  view: View<Manifest>,
): readonly string[] {
  const there = view(service!);
  const { ports = [] } = specOf<{ ports: readonly Port[] }>(there);
  const subsets = seen(rules, view).flatMap((rule) => specOf<DestinationRuleSpec>(rule).subsets ?? []);
  const pods = seen(deployments, view).map(podLabels);
  const selector = there ? selectorOf(there) : {};
  const made = (labels: Labels) =>
    deployments.length === 0 || pods.some((one) => isPart({ ...selector, ...labels }, one));
  const found = there && !made({}) ? [NOBODY + key] : [];
  for (const route of seen(routes, view)) {
    const from = manifestName(route);
    for (const to of destinationsOf(route)) {
      if (to.host !== host) continue;
      if (!there) found.push(`\`${from}\` leads to ${key}, which is not there`);
      else if (to.port && !ports.some(({ port }) => port === to.port?.number))
        found.push(`\`${from}\` leads to port ${to.port.number} of ${key}, which it does not have`);
      if (to.subset === undefined) {
        if (there && !made({})) found.push(`\`${from}\` leads to ${key}, of which there is no pod`);
        continue;
      }
      const subset = subsets.find(({ name }) => name === to.subset);
      if (!subset) found.push(`\`${from}\` leads to \`${to.subset}\` of ${key}, which no DestinationRule has`);
      else if (!made(subset.labels ?? {}))
        found.push(`\`${from}\` leads to \`${to.subset}\` of ${key}, of which there is no pod`);
    }
  }
  return found;
}
