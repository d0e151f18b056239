import { commonHosts, routesOf } from '../../access/routing/table.ts';
import type { Concern, View } from '../../analysis/rollout/concern.ts';
import type { Server, VirtualServiceSpec } from '../../manifest/kinds/istio-networking.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { objectKey } from '../../manifest/names.ts';
import type { Ends } from './admission.ts';
import { namespaceOf, specOf } from './objects.ts';
import type { Read } from './reading.ts';
import { keysOf, type Universe } from './universe.ts';
import type { Place } from './workload.ts';

/** That requests go where one of both ends sends them, host by host, where both send them anywhere. */
export function tables(
  universe: Universe,
  places: readonly Place[],
  changed: ReadonlySet<string>,
  ends: Ends,
  read: Read,
): readonly Concern<Manifest>[] {
  const routes = universe.ofKind('VirtualService');
  return [...atGateways(), ...atServices()];

  function atGateways(): readonly Concern<Manifest>[] {
    return keysOf(universe.ofKind('Gateway')).flatMap((key) => {
      const versions = universe.versions(key);
      const name = `${namespaceOf(versions[0]!)}/${versions[0]!.metadata.name}`;
      const bound = routes.filter((route) => gatewaysOf(route).includes(name));
      const touched = changed.has(key) ? bound : bound.filter((route) => changed.has(objectKey(route)));
      const hosts = new Set(touched.flatMap((route) => specOf<VirtualServiceSpec>(route).hosts ?? []));
      const served = versions.flatMap((one) => specOf<{ servers: readonly Server[] }>(one).servers ?? []);
      const listened = served.flatMap((server) => server.hosts.map((host) => host.slice(host.indexOf('/') + 1)));
      return [...hosts].map((host) => {
        const serving = bound.filter(
          (route) => commonHosts([host], specOf<VirtualServiceSpec>(route).hosts ?? []).length > 0,
        );
        const asked = commonHosts([host], listened);
        return concern(
          `gateway ${name}`,
          [key, ...keysOf(serving)],
          `gateway ${name} `,
          asked.length > 0 ? asked : [host],
        );
      });
    });
  }

  function atServices(): readonly Concern<Manifest>[] {
    return places.flatMap((place) => {
      if (place.service === undefined) return [];
      const said = routes.filter((route) => {
        const { hosts = [] } = specOf<VirtualServiceSpec>(route);
        return hosts.includes(place.host) && gatewaysOf(route).includes('mesh');
      });
      if (!said.some((route) => changed.has(objectKey(route)))) return [];
      return [concern(place.key, [place.service, ...keysOf(said)], `service ${place.host} `, ['*'])];
    });
  }

  function concern(
    about: string,
    objects: readonly string[],
    prefix: string,
    hosts: readonly string[],
  ): Concern<Manifest> {
    const at = (view: View<Manifest>) => sentBy(view);
    const [base, head] = [at(ends.base), at(ends.head)];
    return {
      about,
      objects,
      pairs: false,
      judge: (view) => {
        const here = at(view);
        for (const [key, before] of base) {
          const after = head.get(key);
          const now = here.get(key);
          if (after === undefined || now === before || now === after) continue;
          const where = hosts.includes('*') ? about : hosts.join(', ');
          return {
            kind: 'rerouted',
            what:
              now === undefined
                ? `requests for ${where} find no route`
                : `requests for ${where} go where neither end sends them`,
          };
        }
        return undefined;
      },
    };

    /** By table and host; a service without routes sends to itself, which is said too. */
    function sentBy(view: View<Manifest>): ReadonlyMap<string, string> {
      const { tables: found, facts } = read(objects, view).routing;
      const sent = new Map<string, string>();
      for (const [key, table] of found) {
        if (!key.startsWith(prefix)) continue;
        for (const host of hosts) {
          const text = routesOf(table, host)?.text;
          if (text !== undefined) sent.set(`${key} ${host}`, text);
        }
      }
      if (prefix.startsWith('service ') && facts.has(`ports ${prefix.slice(8, -1)}`)) addItself(view, sent);
      return sent;
    }

    function addItself(view: View<Manifest>, sent: Map<string, string>): void {
      const { ports = [] } = specOf<{ ports: readonly { readonly port: number }[] }>(view(objects[0]!));
      for (const { port } of ports) {
        const key = `${prefix}${port} *`;
        if (!sent.has(key)) sent.set(key, 'itself');
      }
    }
  }
}

export function gatewaysOf(route: Manifest): readonly string[] {
  const { gateways = [] } = specOf<VirtualServiceSpec>(route);
  if (gateways.length === 0) return ['mesh'];
  return gateways.map((name) => (name === 'mesh' || name.includes('/') ? name : `${namespaceOf(route)}/${name}`));
}
