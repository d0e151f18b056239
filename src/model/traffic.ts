import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { Duration } from './mesh.ts';

/** How clients treat a service's endpoints. */
export interface TrafficPolicy {
  readonly loadBalancer?: LoadBalancer;
  readonly localityFailover?: readonly { readonly from: string; readonly to: string }[];
  readonly warmup?: Duration;
  readonly connectionPool?: ConnectionPool;
  readonly outlierDetection?: OutlierDetection;
  readonly tls?: ClientTls;
  readonly span: Span;
}

export type LoadBalancer =
  | { readonly kind: 'round-robin' | 'least-request' | 'random' | 'passthrough' }
  | { readonly kind: 'consistent-hash'; readonly on: HashKey; readonly minimumRingSize?: number };

export type HashKey =
  | { readonly kind: 'header' | 'query-parameter'; readonly name: string }
  | { readonly kind: 'cookie'; readonly name: string; readonly path?: string; readonly ttl: Duration }
  | { readonly kind: 'source-ip' };

export interface ConnectionPool {
  readonly maxConnections?: number;
  readonly connectTimeout?: Duration;
  readonly idleTimeout?: Duration;
  readonly maxConnectionDuration?: Duration;
  readonly maxPendingRequests?: number;
  readonly maxRequests?: number;
  readonly maxRequestsPerConnection?: number;
  readonly maxRetries?: number;
  readonly h2Upgrade?: boolean;
}

export interface OutlierDetection {
  readonly consecutive5xxErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly interval?: Duration;
  readonly baseEjectionTime?: Duration;
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
}

/** What clients of the mesh speak to the service. Absent: mutual TLS whenever the other side has a proxy. */
export type ClientTls =
  | { readonly mode: 'istio-mutual' | 'disabled' }
  | {
      readonly mode: 'simple' | 'mutual';
      readonly sni?: string;
      readonly credential?: string;
      readonly subjectAltNames?: NonEmpty<string>;
    };
