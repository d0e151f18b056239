import type { MtlsMode } from '../model/mesh.ts';
import type { Protocol } from '../model/service.ts';
import { ProtectedBuilder } from './builder.ts';
import type { AnyService } from './nouns.ts';
import type { RateLimit, RateLimited } from './rate-limit.ts';
import type { Recorder } from './recorder.ts';
import type { Request } from './requests.ts';
import type { ServiceRoute } from './route.ts';
import type { Protected } from './rule.ts';
import type { TrafficOptions } from './traffic.ts';
import type { AtLeastOne, Duration } from './values.ts';

/**
 * A port: a number when service and pod use the same, and the protocol shows in the port's name (`http`, `http-admin`,
 * `grpc`, `tcp-redis`, …; MW1007 otherwise).
 */
export type PortOptions =
  | number
  | { readonly port: number; readonly targetPort?: number; readonly protocol?: Protocol };

/**
 * What `namespace.service` takes. Becomes the Service, its ServiceAccount, and the Deployments of versions with an image.
 */
export interface ServiceOptions<
  Ports extends Record<string, PortOptions>,
  Versions extends Record<string, VersionOptions>,
> {
  /** By name. */
  readonly ports: Ports;
  /** By name; each becomes a subset of the DestinationRule, and with an `image` a Deployment. */
  readonly versions?: Versions;
  /** What the workloads run as: their identity. Default: the service's name. */
  readonly serviceAccount?: string | { readonly name: string /** Made by somebody else. */; readonly existing: true };
  /** Labels of the pods. Default: `app: <name>`. */
  readonly selector?: Readonly<Record<string, string>>;
  /** Which traffic the workloads accept. Default: as the namespace. */
  readonly mtls?: MtlsMode | { readonly mode?: MtlsMode; readonly ports: { readonly [P in keyof Ports]?: MtlsMode } };
  /** Labels of the Service. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A version of a service. With an `image` meshwright makes its Deployment; without, somebody else does. */
export interface VersionOptions {
  /** Labels that tell its pods from others; `version: <name>` is added. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly image?: string;
  /** Default: left out, so that an autoscaler may own it (Kubernetes then takes 1). */
  readonly replicas?: number;
  readonly command?: AtLeastOne<string>;
  readonly args?: AtLeastOne<string>;
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Kubernetes quantities: `{ requests: { cpu: '100m', memory: '64Mi' } }`. */
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
  readonly probes?: { readonly liveness?: Probe; readonly readiness?: Probe; readonly startup?: Probe };
}

/**
 * A value of an environment variable: as it is, from a Secret or ConfigMap, or from a field of the pod (`metadata.name`).
 */
export type EnvValue =
  | string
  | { readonly secret: string; readonly key: string }
  | { readonly configMap: string; readonly key: string }
  | { readonly field: string };

/**
 * How Kubernetes asks a container whether it lives, is ready, or has started: by HTTP path, TCP port, gRPC port or command.
 * The port of an HTTP probe is by default the service's first.
 */
export type Probe = ProbeTiming &
  (
    | { readonly http: string; readonly port?: number }
    | { readonly tcp: number }
    | { readonly grpc: number }
    | { readonly exec: AtLeastOne<string> }
  );

/** Kubernetes counts these in whole seconds. */
export interface ProbeTiming {
  readonly initialDelay?: Duration;
  readonly period?: Duration;
  readonly timeout?: Duration;
  readonly failureThreshold?: number;
  readonly successThreshold?: number;
}

/**
 * A service and its workloads, declared by `namespace.service`.
 *
 * Becomes a Kubernetes Service, a ServiceAccount, a Deployment for each version with an image, and in Istio a
 * DestinationRule, a VirtualService when it has routes, AuthorizationPolicies for its rules and a Sidecar for what it calls.
 */
export interface Service<Port extends string = string, Version extends string = string>
  extends AnyService,
    Protected<Port>,
    RateLimited<Port> {
  /** Type-level only. @internal */
  readonly versions?: Version;
  /**
   * This service calls another: an edge of the call graph, and the permission for exactly these requests (for any, when
   * none is given). Becomes an ALLOW rule at the destination and an entry of this service's Sidecar.
   *
   * Errors: MW1201 for a service that does not exist, MW3101 for HTTP conditions on a port that carries TCP.
   *
   * @example `productpage.calls(reviews, GET('/reviews/{*}'))`
   */
  calls<ToPort extends string>(to: Service<ToPort, string>, ...requests: readonly Request<NoInfer<ToPort>>[]): void;
  /**
   * How requests to this service are spread over its versions; the first route that matches takes the request. Several
   * calls add up in order. Becomes the `http` (or `tcp`) list of a VirtualService for the service's host.
   *
   * Errors: MW1203 unknown version, MW1204 unknown port, MW2001 weights; warning MW2010 for a route that can never match.
   *
   * @example
   * ```ts
   * reviews.route(
   *   { name: 'testers', match: { headers: { 'end-user': header.exact('jason') } }, to: { v2: 100 } },
   *   { name: 'canary', to: { v1: 90, v3: 10 }, timeout: '5s' },
   * );
   * ```
   */
  route(...routes: readonly [ServiceRoute<Port, Version>, ...ServiceRoute<Port, Version>[]]): void;
  /**
   * How clients treat its endpoints: load balancing, connection pools, outlier detection, TLS. Once for each service (MW1103).
   * Becomes the `trafficPolicy` of its DestinationRule.
   *
   * @example `reviews.traffic({ outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' } })`
   */
  traffic(options: TrafficOptions): void;
}

export class ServiceBuilder extends ProtectedBuilder<'service', string> implements Service {
  constructor(recorder: Recorder, id: string, name: string) {
    super(recorder, 'service', id, name);
  }

  calls(to: Service, ...requests: readonly Request<never>[]): void {
    this.record('call', [to, ...requests]);
  }

  route(...routes: readonly ServiceRoute<string, string>[]): void {
    this.record('route', routes);
  }

  traffic(options: TrafficOptions): void {
    this.record('traffic', [options]);
  }

  rateLimit(...limits: readonly RateLimit<string>[]): void {
    this.record('rate-limit', limits);
  }
}
