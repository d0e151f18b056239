import type { HeaderPattern, PathPattern } from './match.ts';
import type { AtLeastOne, Host, Method } from './values.ts';

/**
 * A set of requests: all that is given must hold; a list holds when one of its values does; what is left out does not
 * restrict. At least one condition must be given (MW1002).
 *
 * Becomes an `operation` of an Istio AuthorizationPolicy (`headers` become `request.headers[…]` conditions). Methods, paths,
 * hosts and headers exist on HTTP ports only: elsewhere they are MW3101.
 */
export interface Request<Port extends string | number = string | number> {
  readonly methods?: AtLeastOne<Method>;
  readonly notMethods?: AtLeastOne<Method>;
  readonly paths?: AtLeastOne<PathPattern>;
  readonly notPaths?: AtLeastOne<PathPattern>;
  /** The authority without its port; case does not matter. */
  readonly hosts?: AtLeastOne<Host>;
  readonly notHosts?: AtLeastOne<Host>;
  /** Names of the destination's ports; where the rule is for a namespace or the mesh, numbers of pods' ports. */
  readonly ports?: AtLeastOne<Port>;
  readonly notPorts?: AtLeastOne<Port>;
  readonly headers?: Readonly<Record<string, HeaderPattern>>;
}

/** A request of one method; it names no ports, so that it fits any destination. */
export type MethodRequest = Request<never>;

type Paths = readonly [PathPattern, ...PathPattern[]];

function method(name: Method): (...paths: Paths) => MethodRequest {
  return (...paths) => ({ methods: [name], paths });
}

/**
 * `GET` requests for paths: `'/reviews/1'` is that path, `{*}` one segment that is not empty, `{**}` (last) any rest.
 * HEAD is a method of its own. Becomes `operation: { methods: [GET], paths: […] }` in Istio.
 *
 * Errors: MW1004 for a path that does not begin with `/` or has a `*` outside braces.
 *
 * @example
 * ```ts
 * import { GET } from 'meshwright';
 *
 * productpage.calls(reviews, GET('/reviews/{*}'));
 * ```
 */
export const GET = method('GET');
/** `HEAD` requests for paths; see {@link GET}. @example `a.calls(b, HEAD('/{**}'))` */
export const HEAD = method('HEAD');
/** `POST` requests for paths; see {@link GET}. @example `a.calls(b, POST('/orders'))` */
export const POST = method('POST');
/** `PUT` requests for paths; see {@link GET}. @example `a.calls(b, PUT('/orders/{*}'))` */
export const PUT = method('PUT');
/** `PATCH` requests for paths; see {@link GET}. @example `a.calls(b, PATCH('/orders/{*}'))` */
export const PATCH = method('PATCH');
/** `DELETE` requests for paths; see {@link GET}. @example `a.calls(b, DELETE('/orders/{*}'))` */
export const DELETE = method('DELETE');
/** `OPTIONS` requests for paths; see {@link GET}. @example `a.calls(b, OPTIONS('/{**}'))` */
export const OPTIONS = method('OPTIONS');

/**
 * One gRPC method, or all of a gRPC service: `POST /<package>.<Service>/<Method>`.
 *
 * @example
 * ```ts
 * import { grpc } from 'meshwright';
 *
 * checkout.calls(payments, grpc('shop.Payments/Charge'), grpc('grpc.health.v1.Health'));
 * ```
 */
export function grpc(name: `${string}.${string}`): MethodRequest {
  return { methods: ['POST'], paths: [name.includes('/') ? { exact: `/${name}` } : { template: `/${name}/{*}` }] };
}
