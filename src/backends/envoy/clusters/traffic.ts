import type { JsonObject } from '../../../base/json.ts';
import { within } from '../../../base/span.ts';
import { error } from '../../../diag/diagnostic.ts';
import { isHttp, type Service, type ServicePort } from '../../../model/service.ts';
import type { ConnectionPool, LoadBalancer, OutlierDetection, TrafficPolicy } from '../../../model/traffic.ts';
import type { Context } from '../context.ts';
import { duration } from '../duration.ts';
import { protocolOptions, speaksHttp2 } from './protocol.ts';

/** How clients treat the endpoints of a service: fields of its cluster. */
export function trafficFields(service: Service, port: ServicePort, context: Context): JsonObject {
  const { traffic } = service;
  return {
    connect_timeout: duration(traffic?.connectionPool?.connectTimeout ?? '10s'),
    ...loadBalancing(traffic, context),
    ...(traffic?.connectionPool && breakers(traffic.connectionPool)),
    ...(traffic?.outlierDetection && outliers(traffic.outlierDetection)),
    ...(isHttp(port.protocol) && httpProtocol(port, traffic?.connectionPool)),
  };
}

/** Istio's default. */
const DEFAULT: LoadBalancer = { kind: 'least-request' };

function loadBalancing(traffic: TrafficPolicy | undefined, { gap }: Context): JsonObject {
  const balancer = traffic?.loadBalancer ?? DEFAULT;
  const warm = traffic?.warmup && { slow_start_config: { slow_start_window: duration(traffic.warmup) } };
  switch (balancer.kind) {
    case 'least-request':
      return { lb_policy: 'LEAST_REQUEST', ...(warm && { least_request_lb_config: warm }) };
    case 'round-robin':
      return { lb_policy: 'ROUND_ROBIN', ...(warm && { round_robin_lb_config: warm }) };
    case 'random':
      return { lb_policy: 'RANDOM' };
    case 'consistent-hash': {
      const { minimumRingSize } = balancer;
      return {
        lb_policy: 'RING_HASH',
        ...(minimumRingSize !== undefined && { ring_hash_lb_config: { minimum_ring_size: minimumRingSize } }),
      };
    }
    case 'passthrough':
      gap(
        error('MW3452', 'a proxy of its own cannot pass calls on to the address that a client asked for', {
          span: within(traffic!.span, 0, 'loadBalancer'),
          note: 'nothing redirects traffic to it: clients call the proxy, so the address is its own',
          help: 'choose how endpoints are balanced, or leave `loadBalancer` out',
        }),
      );
      return {};
  }
}

function breakers(pool: ConnectionPool): JsonObject {
  const { maxConnections, maxPendingRequests, maxRequests, maxRetries } = pool;
  const threshold = {
    ...(maxConnections !== undefined && { max_connections: maxConnections }),
    ...(maxPendingRequests !== undefined && { max_pending_requests: maxPendingRequests }),
    ...(maxRequests !== undefined && { max_requests: maxRequests }),
    ...(maxRetries !== undefined && { max_retries: maxRetries }),
  };
  return Object.keys(threshold).length > 0 ? { circuit_breakers: { thresholds: [threshold] } } : {};
}

/** As Istio does, errors of gateways count only where that is said, and zero switches a count off. */
function outliers(outlier: OutlierDetection): JsonObject {
  const { consecutive5xxErrors, consecutiveGatewayErrors, interval, baseEjectionTime, maxEjectionPercent } = outlier;
  return {
    outlier_detection: {
      ...(consecutive5xxErrors !== undefined &&
        (consecutive5xxErrors === 0
          ? { enforcing_consecutive_5xx: 0 }
          : { consecutive_5xx: consecutive5xxErrors, enforcing_consecutive_5xx: 100 })),
      ...(consecutiveGatewayErrors !== undefined &&
        (consecutiveGatewayErrors === 0
          ? { enforcing_consecutive_gateway_failure: 0 }
          : { consecutive_gateway_failure: consecutiveGatewayErrors, enforcing_consecutive_gateway_failure: 100 })),
      ...(interval !== undefined && { interval: duration(interval) }),
      ...(baseEjectionTime !== undefined && { base_ejection_time: duration(baseEjectionTime) }),
      ...(maxEjectionPercent !== undefined && { max_ejection_percent: maxEjectionPercent }),
      enforcing_success_rate: 0,
    },
    // As Istio has it: what is ejected gets nothing, unless a least share of the healthy is said.
    common_lb_config: { healthy_panic_threshold: { value: outlier.minHealthPercent ?? 0 } },
  };
}

function httpProtocol(port: ServicePort, pool: ConnectionPool | undefined): JsonObject {
  const common = {
    ...(pool?.idleTimeout !== undefined && { idle_timeout: duration(pool.idleTimeout) }),
    ...(pool?.maxConnectionDuration !== undefined && {
      max_connection_duration: duration(pool.maxConnectionDuration),
    }),
    ...(pool?.maxRequestsPerConnection !== undefined && { max_requests_per_connection: pool.maxRequestsPerConnection }),
  };
  return protocolOptions(speaksHttp2(port) || pool?.h2Upgrade === true, common);
}
