import { didYouMean } from '../base/suggest.ts';
import { key } from '../model/ids.ts';
import type { Whole } from '../model/lookup.ts';
import { derived } from './derived.ts';
import { hostIndex, overlapsAny } from './hosts.ts';
import { core, metadataName, namespaceOf, networking, root, texts } from './raw/view.ts';

/** Hosts inside the cluster that are known: of declared services, of raw Services and of raw ServiceEntries. */
const known = derived((mesh) => {
  const services = mesh.mesh.services.map(({ hostname }) => hostname);
  const raw = core(mesh, 'Service').map((one) => serviceHost(mesh, metadataName(one), namespaceOf(one)));
  const entries = networking(mesh, 'ServiceEntry').flatMap((one) =>
    texts(root(one), 'spec', 'hosts').map(({ value }) => value),
  );
  return hostIndex([...services, ...raw, ...entries]);
});

function serviceHost({ mesh }: Whole, name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${mesh.clusterDomain}`;
}

/** The full name of a host that names a service: as it is, or short for one in `namespace`. Undefined for hosts outside. */
export function fullHost(lookup: Whole, host: string, namespace?: string): string | undefined {
  const suffix = `.svc.${lookup.mesh.clusterDomain}`;
  if (host.endsWith(suffix)) return host;
  const parts = host.split('.');
  const [name, second, third] = parts;
  if (parts.length === 1 && namespace !== undefined) return serviceHost(lookup, host, namespace);
  const short = parts.length === 2 || (parts.length === 3 && third === 'svc');
  return short && name && second && lookup.namespaces.has(second) ? serviceHost(lookup, name, second) : undefined;
}

/** A finding for a host of a service that nothing declares, in a namespace that the mesh declares. */
export function unknownService(
  lookup: Whole,
  host: string,
  namespace?: string,
): { readonly help?: string } | undefined {
  const full = host.includes('*') ? undefined : fullHost(lookup, host, namespace);
  if (full === undefined) return undefined;
  const [name, where] = full.split('.');
  if (name === undefined || where === undefined || !lookup.namespaces.has(where)) return undefined;
  if (lookup.services.get(key(where, name))?.hostname === full || overlapsAny(known(lookup), full)) return undefined;
  const siblings = lookup.servicesIn.get(where)?.map((service) => service.name) ?? [];
  const near = didYouMean(name, siblings)?.replace(/`(.*)`/, (_, sibling) => `\`${host.replace(name, sibling)}\``);
  return near === undefined ? {} : { help: near };
}

/** Declared services by their full host. */
export const hostsOfServices = derived(
  ({ mesh }) => new Map(mesh.services.map((service) => [service.hostname, service])),
);
