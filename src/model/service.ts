import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { Identity, ServiceKey } from './ids.ts';
import type { Duration, MtlsMode } from './mesh.ts';
import type { HttpRoute, TcpRoute } from './route.ts';
import type { TrafficPolicy } from './traffic.ts';

/** A service, its workloads, and how it is reached. */
export interface Service {
  readonly key: ServiceKey;
  readonly name: string;
  readonly namespace: string;
  /** `reviews.bookinfo.svc.cluster.local` */
  readonly hostname: string;
  readonly ports: NonEmpty<ServicePort>;
  readonly identity: Identity;
  /** Whether meshwright makes the ServiceAccount; otherwise it is somebody else's and must exist. */
  readonly ownsServiceAccount: boolean;
  /** Labels of the pods that belong to it. */
  readonly selector: Readonly<Record<string, string>>;
  readonly versions: readonly Version[];
  readonly mtls: ServiceMtls;
  readonly traffic?: TrafficPolicy;
  /** In order: the first that matches is taken. */
  readonly routes: readonly (HttpRoute | TcpRoute)[];
  readonly labels: Readonly<Record<string, string>>;
  readonly span: Span;
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: Protocol;
}

/** Application protocols that Istio knows by these names. */
export const PROTOCOLS = [
  'http',
  'http2',
  'grpc',
  'grpc-web',
  'https',
  'tls',
  'tcp',
  'mongo',
  'mysql',
  'redis',
] as const;
/** An application protocol: what a port carries, and with it what a proxy can see there. */
export type Protocol = (typeof PROTOCOLS)[number];

/** Whether a proxy sees the requests of a protocol (methods, paths, headers), and not only its bytes. */
export function isHttp(protocol: Protocol): boolean {
  return protocol === 'http' || protocol === 'http2' || protocol === 'grpc' || protocol === 'grpc-web';
}

export interface ServiceMtls {
  readonly mode?: MtlsMode;
  /** By the pod's port. */
  readonly ports: readonly { readonly port: number; readonly mode: MtlsMode }[];
}

export interface Version {
  readonly name: string;
  /** Labels that tell its pods from those of other versions; always has `version`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Present when meshwright makes the Deployment. */
  readonly workload?: Workload;
}

export interface Workload {
  readonly image: string;
  /** Absent: left to whoever scales it (Kubernetes takes 1). */
  readonly replicas?: number;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: readonly EnvVar[];
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
  readonly probes: {
    readonly liveness?: Probe;
    readonly readiness?: Probe;
    readonly startup?: Probe;
  };
}

export type EnvVar = { readonly name: string } & (
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'secret' | 'configMap'; readonly from: string; readonly key: string }
  | { readonly kind: 'field'; readonly path: string }
);

export interface Probe {
  readonly check:
    | { readonly kind: 'http'; readonly path: string; readonly port: number }
    | { readonly kind: 'tcp'; readonly port: number }
    | { readonly kind: 'grpc'; readonly port: number }
    | { readonly kind: 'exec'; readonly command: NonEmpty<string> };
  readonly initialDelay?: Duration;
  readonly period?: Duration;
  readonly timeout?: Duration;
  readonly failureThreshold?: number;
  readonly successThreshold?: number;
}
