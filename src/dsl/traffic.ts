import type { AtLeastOne, Duration, Host } from './values.ts';

/**
 * How clients in the mesh treat a service's endpoints. Becomes the `trafficPolicy` of an Istio DestinationRule; what is left
 * out is Istio's default.
 */
export interface TrafficOptions {
  /** Istio's default: `least-request`. */
  readonly loadBalancer?: LoadBalancer;
  /** Where requests go when a region has no healthy endpoint; needs `outlierDetection` (MW2050). */
  readonly localityFailover?: AtLeastOne<{ readonly from: string; readonly to: string }>;
  /** A new endpoint gets its full share only after so long. */
  readonly warmup?: Duration;
  readonly connectionPool?: ConnectionPool;
  readonly outlierDetection?: OutlierDetection;
  /** Default: mutual TLS whenever the other side has a proxy. */
  readonly tls?: ClientTls;
}

/** How an endpoint is chosen. Becomes `loadBalancer` of the DestinationRule. */
export type LoadBalancer =
  | 'round-robin'
  | 'least-request'
  | 'random'
  | 'passthrough'
  | { readonly consistentHash: ConsistentHash };

/** What of a request decides its endpoint. Becomes `consistentHash` of the DestinationRule. */
export type ConsistentHash = { readonly minimumRingSize?: number } & (
  | { readonly header: string }
  | { readonly queryParameter: string }
  | { readonly cookie: { readonly name: string; readonly path?: string; readonly ttl: Duration } }
  | { readonly sourceIp: true }
);

/** Bounds on connections and requests. Becomes `connectionPool` of the DestinationRule. */
export interface ConnectionPool {
  readonly maxConnections?: number;
  readonly connectTimeout?: Duration;
  readonly idleTimeout?: Duration;
  readonly maxConnectionDuration?: Duration;
  readonly maxPendingRequests?: number;
  readonly maxRequests?: number;
  readonly maxRequestsPerConnection?: number;
  readonly maxRetries?: number;
  /** Whether clients speak HTTP/2 where the service speaks HTTP/1.1 or HTTP/2. */
  readonly h2Upgrade?: boolean;
}

/** When an endpoint is left out for a while. Becomes `outlierDetection` of the DestinationRule. */
export interface OutlierDetection {
  readonly consecutive5xxErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly interval?: Duration;
  readonly baseEjectionTime?: Duration;
  /** Per cent of endpoints. */
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
}

/**
 * What clients of the mesh speak to a service. Becomes `tls` of the DestinationRule; `disabled` towards `strict` is MW3012.
 */
export type ClientTls =
  | { readonly mode: 'istio-mutual' | 'disabled' }
  | {
      readonly mode: 'simple' | 'mutual';
      readonly sni?: Host;
      readonly credential?: string;
      readonly subjectAltNames?: AtLeastOne<string>;
    };
