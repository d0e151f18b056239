import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { GatewayKey, Identity } from './ids.ts';
import type { HttpRoute, WeightedDestination } from './route.ts';

/** A way into the mesh. */
export interface Gateway {
  readonly key: GatewayKey;
  readonly name: string;
  /** Where its Gateway and VirtualServices live. */
  readonly namespace: string;
  /** The proxy that serves it. */
  readonly workload: {
    readonly namespace: string;
    readonly selector: Readonly<Record<string, string>>;
    readonly identity: Identity;
  };
  readonly listeners: NonEmpty<Listener>;
  readonly routes: readonly GatewayRoute[];
  readonly span: Span;
}

export interface Listener {
  readonly name: string;
  readonly port: number;
  /** The pod's port behind it, where it is known: policies speak of pods' ports. */
  readonly targetPort?: number;
  readonly protocol: 'http' | 'https' | 'http2' | 'grpc' | 'tls' | 'tcp';
  /** Lower case; `*.example.com` any subdomain, `*` any host. */
  readonly hosts: NonEmpty<string>;
  readonly tls?: ListenerTls;
  /** Every request is answered with a redirect to https. */
  readonly redirect?: 'https';
}

export type ListenerTls =
  /** `credential` is a Secret in the namespace of the gateway's workload. */
  | { readonly mode: 'terminate' | 'mutual'; readonly credential: string; readonly minVersion: '1.2' | '1.3' }
  | { readonly mode: 'passthrough' };

/** Whether a listener shows requests to the proxy, not only bytes. */
export function isHttpListener(listener: Listener): boolean {
  return listener.tls?.mode !== 'passthrough' && listener.protocol !== 'tcp' && listener.protocol !== 'tls';
}

export type GatewayRoute = GatewayHttpRoute | GatewayTlsRoute | GatewayTcpRoute;

interface OnListeners {
  /** Names of the listeners that serve it. */
  readonly listeners: NonEmpty<string>;
  readonly span: Span;
}

export interface GatewayHttpRoute extends OnListeners {
  readonly kind: 'http';
  readonly hosts: NonEmpty<string>;
  readonly route: HttpRoute;
}

/** By the name the client asks for (SNI), without terminating TLS. */
export interface GatewayTlsRoute extends OnListeners {
  readonly kind: 'tls';
  readonly name: string;
  readonly hosts: NonEmpty<string>;
  readonly to: NonEmpty<WeightedDestination>;
}

export interface GatewayTcpRoute extends OnListeners {
  readonly kind: 'tcp';
  readonly name: string;
  readonly to: NonEmpty<WeightedDestination>;
}
