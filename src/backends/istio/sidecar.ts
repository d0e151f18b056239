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
export function* sidecars({ lookup }: Context): Generator<Emitted> {
  const providers = usesProviders(lookup);
  for (const service of lookup.focus.services) {
    if (!hasSidecar(service.namespace, lookup)) continue;
    const { name, namespace, selector, span } = service;
    const hosts = egressHosts(service, lookup, providers);
    yield {
      manifest: sidecar({ name, namespace }, { workloadSelector: { labels: selector }, egress: [{ hosts }] }),
      spans: [span],
    };
  }
}

/** The services behind extension providers (tracing, access logs, external authorizers) are looked for in the root namespace. */
function usesProviders({ mesh }: Lookup): boolean {
  return Boolean(mesh.tracing ?? mesh.accessLogs) || mesh.rules.some((rule) => rule.effect === 'custom');
}

function egressHosts(service: Service, lookup: Lookup, providers: boolean): readonly string[] {
  const { rootNamespace } = lookup.mesh;
  const hosts = new Set<string>();
  for (const key of reached(service, lookup)) {
    const { namespace, hostname } = lookup.services.get(key)!;
    if (!(providers && namespace === rootNamespace)) hosts.add(`${namespace}/${hostname}`);
  }
  if (providers) hosts.add(`${rootNamespace}/*`);
  // `~` is no namespace: nothing is reached.
  return hosts.size > 0 ? [...hosts] : ['~/*'];
}

/** Callees, and what their routes lead to: routes are applied by the caller's proxy. */
function reached(service: Service, lookup: Lookup): ReadonlySet<ServiceKey> {
  const keys = new Set<ServiceKey>();
  for (const { to } of lookup.callsFrom.get(service.key) ?? []) {
    keys.add(to);
    for (const route of lookup.services.get(to)?.routes ?? []) {
      for (const key of destinations(route)) keys.add(key);
    }
  }
  return keys;
}

function destinations(route: HttpRoute | TcpRoute): readonly ServiceKey[] {
  if (route.kind === 'tcp') return route.to.map(({ service }) => service);
  const forwarded = route.action.kind === 'forward' ? route.action.to.map(({ service }) => service) : [];
  return route.mirror ? [...forwarded, route.mirror.service] : forwarded;
}
