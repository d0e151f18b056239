import { sidecar } from '../../manifest/kinds/istio-networking.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { HttpRoute, TcpRoute } from '../../model/route.ts';
import type { Service } from '../../model/service.ts';
import type { Context } from './context.ts';
import { hasSidecar } from './enforcement.ts';

/**
 * What each proxy is told about: whom its service calls, and where those calls may be routed. `egress` is always written:
 * a Sidecar without one would widen to everything.
 */
export function sidecars({ lookup }: Context): readonly Emitted[] {
  const providers = usesProviders(lookup);
  const proxied = lookup.focus.services.filter(({ namespace }) => hasSidecar(namespace, lookup));
  return proxied.map((service) => {
    const { name, namespace, selector, span } = service;
    const hosts = egressHosts(service, lookup, providers);
    return {
      manifest: sidecar({ name, namespace }, { workloadSelector: { labels: selector }, egress: [{ hosts }] }),
      spans: [span],
    };
  });
}

/** The services behind extension providers (tracing, access logs, external authorizers) are looked for in the root namespace. */
function usesProviders({ mesh }: Lookup): boolean {
  return Boolean(mesh.tracing ?? mesh.accessLogs) || mesh.rules.some((rule) => rule.effect === 'custom');
}

function egressHosts(service: Service, lookup: Lookup, providers: boolean): readonly string[] {
  const { rootNamespace } = lookup.mesh;
  const hosts: string[] = [];
  for (const key of reached(service, lookup)) {
    const { namespace, hostname } = lookup.services.get(key)!;
    if (!(providers && namespace === rootNamespace)) hosts.push(`${namespace}/${hostname}`);
  }
  if (providers) hosts.push(`${rootNamespace}/*`);
  // `~` is no namespace: nothing is reached.
  return hosts.length > 0 ? hosts : ['~/*'];
}

/** Callees, and what their routes lead to: routes are applied by the caller's proxy. */
function reached(service: Service, lookup: Lookup): ReadonlySet<ServiceKey> {
  const keys = new Set<ServiceKey>();
  for (const { to } of lookup.callsFrom.get(service.key) ?? []) {
    keys.add(to);
    for (const route of lookup.services.get(to)?.routes ?? []) {
      addDestinations(route, keys);
    }
  }
  return keys;
}

function addDestinations(route: HttpRoute | TcpRoute, keys: Set<ServiceKey>): void {
  const to = route.kind === 'tcp' ? route.to : route.action.kind === 'forward' ? route.action.to : [];
  for (const { service } of to) keys.add(service);
  if (route.kind === 'http' && route.mirror) keys.add(route.mirror.service);
}
