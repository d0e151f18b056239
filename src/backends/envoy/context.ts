import type { JsonObject } from '../../base/json.ts';
import type { NonEmpty } from '../../base/nonempty.ts';
import type { Span } from '../../base/span.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Placement, ProxyRef } from './placement.ts';

/**
 * What is told to whoever makes a part of a proxy's configuration. Where the mesh says what Envoy cannot, who meets it reports
 * it: there is no second place that would have to know, and so nothing can be lost in silence.
 */
export interface Context {
  readonly lookup: Lookup;
  readonly placement: Placement;
  readonly proxy: ProxyRef;
  readonly gap: (found: Diagnostic) => void;
}

/** What a proxy runs on, or a part of it. Of resources with one name, the first counts: who makes them makes them alike. */
export interface Resources {
  /** `envoy.config.listener.v3.Listener` */
  readonly listeners?: readonly JsonObject[];
  /** `envoy.config.cluster.v3.Cluster` */
  readonly clusters?: readonly JsonObject[];
  /** `envoy.config.route.v3.RouteConfiguration`, for those that listeners ask for by name. */
  readonly routes?: readonly JsonObject[];
  /** `envoy.config.endpoint.v3.ClusterLoadAssignment`, for clusters that ask for them. */
  readonly endpoints?: readonly JsonObject[];
  /** `envoy.extensions.transport_sockets.tls.v3.Secret` */
  readonly secrets?: readonly JsonObject[];
  /** Declarations that it came from, beside that of the proxy's own. */
  readonly spans?: readonly Span[];
}

/** One part of what a proxy runs on. */
export type Emitter = (context: Context) => Resources;

/** Several parts as one. */
export function together(parts: readonly Resources[]): Required<Resources> {
  const all = <K extends keyof Resources>(kind: K) => parts.flatMap((part) => (part[kind] ?? []) as never[]);
  return {
    listeners: all('listeners'),
    clusters: all('clusters'),
    routes: all('routes'),
    endpoints: all('endpoints'),
    secrets: all('secrets'),
    spans: all('spans'),
  };
}

/** What declared a proxy. */
export function declared(proxy: ProxyRef): { readonly namespace: string; readonly name: string; readonly span: Span } {
  return proxy.kind === 'service' ? proxy.service : proxy.gateway;
}

/** Whose certificate a proxy shows. */
export function identityOf(proxy: ProxyRef) {
  return proxy.kind === 'service' ? proxy.service.identity : proxy.gateway.workload.identity;
}

/** The spans of a file: those of the proxy's own declaration first. */
export function spansOf(proxy: ProxyRef, others: readonly Span[]): NonEmpty<Span> {
  return [declared(proxy).span, ...new Set(others)];
}
