import { absurd } from '../../../base/absurd.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { HttpRoute, Mirror, Redirect, Retries, WeightedDestination } from '../../../model/route.ts';
import { isHttp, type Service, type ServicePort } from '../../../model/service.ts';
import type { HashKey } from '../../../model/traffic.ts';
import { serviceCluster } from '../clusters/names.ts';
import type { Context } from '../context.ts';
import { duration } from '../duration.ts';
import { fraction } from './fraction.ts';
import type { PathWay } from './match.ts';

/** What a route does: one of `route`, `redirect` and `direct_response`. `asked` is the port that a client asked for. */
export function action(route: HttpRoute, way: PathWay, asked: number | undefined, context: Context): JsonObject {
  const { action: does } = route;
  switch (does.kind) {
    case 'forward':
      return { route: forward(route, does.to, way, asked, context) };
    case 'redirect':
      return { redirect: redirect(does) };
    case 'direct-response':
      return {
        direct_response: {
          status: does.status,
          ...(does.body !== undefined && { body: { inline_string: does.body } }),
        },
      };
    default:
      return absurd(does);
  }
}

/** Where what no route takes goes: on to the service itself. */
export function forwardTo(service: Service, port: ServicePort): JsonObject {
  return {
    cluster: serviceCluster(service, port),
    timeout: '0s',
    retry_policy: RETRIED,
    ...hashing([service]),
  };
}

function forward(
  route: HttpRoute,
  to: readonly WeightedDestination[],
  way: PathWay,
  asked: number | undefined,
  context: Context,
): JsonObject {
  const { timeout, retries, mirror, rewrite } = route;
  const { services } = context.lookup;
  return {
    ...clusters(to, asked, context),
    timeout: timeout === undefined ? '0s' : duration(timeout),
    ...retrying(retries),
    ...(mirror && { request_mirror_policies: [mirrored(mirror, asked, context)] }),
    ...(rewrite?.host !== undefined && { host_rewrite_literal: rewrite.host }),
    ...(rewrite?.path !== undefined && rewritten(rewrite.path, way)),
    ...hashing(to.map(({ service }) => services.get(service)!)),
  };
}

function clusters(to: readonly WeightedDestination[], asked: number | undefined, context: Context): JsonObject {
  if (to.length === 1) return { cluster: clusterOf(to[0]!, asked, context) };
  return {
    weighted_clusters: { clusters: to.map((one) => ({ name: clusterOf(one, asked, context), weight: one.weight })) },
  };
}

export function clusterOf(
  to: Omit<WeightedDestination, 'weight'>,
  asked: number | undefined,
  { lookup }: Context,
): string {
  const service = lookup.services.get(to.service)!;
  return serviceCluster(service, portOf(service, to.port ?? asked), to.version);
}

/** The port that is named; through a gateway, which has ports of its own, the one that carries requests. */
export function portOf({ ports }: Service, wanted: number | undefined): ServicePort {
  return ports.find(({ port }) => port === wanted) ?? ports.find(({ protocol }) => isHttp(protocol)) ?? ports[0];
}

/** The text that matched is replaced: where that is a beginning that ends in a slash, by one that does too. */
function rewritten(path: string, { matched }: PathWay): JsonObject {
  if (matched === 'whole') return { prefix_rewrite: path };
  if (matched === 'beginning') return { prefix_rewrite: path.endsWith('/') ? path : `${path}/` };
  return { regex_rewrite: { pattern: { regex: '^/.*' }, substitution: path.replaceAll('\\', '\\\\') } };
}

/** What Istio retries where nothing is said: what the service has not begun to work on. */
export const RETRIED: JsonObject = {
  retry_on: 'connect-failure,refused-stream,unavailable,cancelled',
  num_retries: 2,
  retry_host_predicate: [
    {
      name: 'envoy.retry_host_predicates.previous_hosts',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
      },
    },
  ],
  host_selection_retry_max_attempts: '5',
};

function retrying(retries: Retries | undefined): { readonly retry_policy?: JsonObject } {
  if (!retries) return { retry_policy: RETRIED };
  const { attempts, perTryTimeout, retryOn = [], retryOnStatuses = [] } = retries;
  if (attempts === 0) return {};
  const on = [...retryOn, ...(retryOnStatuses.length > 0 ? ['retriable-status-codes'] : [])];
  return {
    retry_policy: {
      ...RETRIED,
      ...(on.length > 0 && { retry_on: [...new Set(on)].join(',') }),
      num_retries: attempts,
      ...(perTryTimeout !== undefined && { per_try_timeout: duration(perTryTimeout) }),
      ...(retryOnStatuses.length > 0 && { retriable_status_codes: retryOnStatuses }),
    },
  };
}

function mirrored(mirror: Mirror, asked: number | undefined, context: Context): JsonObject {
  return {
    cluster: clusterOf(mirror, asked, context),
    runtime_fraction: { default_value: fraction(mirror.percentage) },
    disable_shadow_host_suffix_append: true,
  };
}

const CODES: Readonly<Record<Redirect['status'], string>> = {
  301: 'MOVED_PERMANENTLY',
  302: 'FOUND',
  303: 'SEE_OTHER',
  307: 'TEMPORARY_REDIRECT',
  308: 'PERMANENT_REDIRECT',
};

function redirect({ scheme, host, port, path, status }: Redirect): JsonObject {
  return {
    ...(scheme && { scheme_redirect: scheme }),
    ...(host !== undefined && { host_redirect: host }),
    ...(port !== undefined && { port_redirect: port }),
    ...(path !== undefined && { path_redirect: path }),
    response_code: CODES[status],
  };
}

/** By what endpoints are chosen, for services whose clients choose them so. */
function hashing(services: readonly Service[]): { readonly hash_policy?: readonly JsonObject[] } {
  const keys = services.flatMap(({ traffic }) =>
    traffic?.loadBalancer?.kind === 'consistent-hash' ? [hashKey(traffic.loadBalancer.on)] : [],
  );
  const unique = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  return unique.length > 0 ? { hash_policy: unique } : {};
}

function hashKey(key: HashKey): JsonObject {
  switch (key.kind) {
    case 'header':
      return { header: { header_name: key.name } };
    case 'query-parameter':
      return { query_parameter: { name: key.name } };
    case 'cookie':
      return {
        cookie: { name: key.name, ttl: duration(key.ttl), ...(key.path !== undefined && { path: key.path }) },
      };
    case 'source-ip':
      return { connection_properties: { source_ip: true } };
  }
}
