import { within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import type { TrafficPolicySpec } from '../../manifest/kinds/istio-networking.ts';
import { isHttp, type Service } from '../../model/service.ts';
import type { ClientTls, ConnectionPool, HashKey, LoadBalancer, TrafficPolicy } from '../../model/traffic.ts';
import type { Context } from './context.ts';
import { hasSidecar } from './enforcement.ts';

type LoadBalancerSpec = NonNullable<TrafficPolicySpec['loadBalancer']>;
type ConsistentHashSpec = NonNullable<LoadBalancerSpec['consistentHash']>;
type TlsSpec = NonNullable<TrafficPolicySpec['tls']>;

export function lowerTraffic(traffic: TrafficPolicy, service: Service, context: Context): TrafficPolicySpec {
  reportCredential(traffic, service, context);
  const { connectionPool, outlierDetection, tls } = traffic;
  const loadBalancer = lowerLoadBalancing(traffic);
  return {
    ...(Object.keys(loadBalancer).length > 0 && { loadBalancer }),
    ...(connectionPool && { connectionPool: lowerConnectionPool(connectionPool, service) }),
    ...(outlierDetection && { outlierDetection }),
    ...(tls && { tls: lowerTls(tls) }),
  };
}

const SIMPLE = {
  'round-robin': 'ROUND_ROBIN',
  'least-request': 'LEAST_REQUEST',
  random: 'RANDOM',
  passthrough: 'PASSTHROUGH',
} as const satisfies Record<Exclude<LoadBalancer['kind'], 'consistent-hash'>, LoadBalancerSpec['simple']>;

function lowerLoadBalancing({ loadBalancer, localityFailover, warmup }: TrafficPolicy): LoadBalancerSpec {
  return {
    ...(loadBalancer && lowerLoadBalancer(loadBalancer)),
    ...(localityFailover && { localityLbSetting: { enabled: true, failover: localityFailover } }),
    ...(warmup !== undefined && { warmup: { duration: warmup } }),
  };
}

function lowerLoadBalancer(balancer: LoadBalancer): LoadBalancerSpec {
  if (balancer.kind !== 'consistent-hash') return { simple: SIMPLE[balancer.kind] };
  const { minimumRingSize } = balancer;
  return {
    consistentHash: {
      ...lowerHashKey(balancer.on),
      ...(minimumRingSize !== undefined && { ringHash: { minimumRingSize } }),
    },
  };
}

function lowerHashKey(key: HashKey): ConsistentHashSpec {
  switch (key.kind) {
    case 'header':
      return { httpHeaderName: key.name };
    case 'query-parameter':
      return { httpQueryParameterName: key.name };
    case 'cookie': {
      const { name, path, ttl } = key;
      return { httpCookie: { name, ...(path !== undefined && { path }), ttl } };
    }
    case 'source-ip':
      return { useSourceIp: true };
  }
}

/** An idle timeout is one of connections that carry requests, or of those that carry bytes, as the service's ports do. */
function lowerConnectionPool(pool: ConnectionPool, service: Service): ConnectionPoolSpec {
  const tcp = tcpPool(pool, service);
  const http = httpPool(pool, service);
  return {
    ...(Object.keys(tcp).length > 0 && { tcp }),
    ...(Object.keys(http).length > 0 && { http }),
  };
}

type ConnectionPoolSpec = NonNullable<TrafficPolicySpec['connectionPool']>;
type TcpPoolSpec = NonNullable<ConnectionPoolSpec['tcp']>;
type HttpPoolSpec = NonNullable<ConnectionPoolSpec['http']>;

function tcpPool(pool: ConnectionPool, { ports }: Service): TcpPoolSpec {
  const { maxConnections, connectTimeout, idleTimeout, maxConnectionDuration } = pool;
  const tcp: { -readonly [F in keyof TcpPoolSpec]: TcpPoolSpec[F] } = {};
  if (maxConnections !== undefined) tcp.maxConnections = maxConnections;
  if (connectTimeout !== undefined) tcp.connectTimeout = connectTimeout;
  if (idleTimeout !== undefined && ports.some(({ protocol }) => !isHttp(protocol))) tcp.idleTimeout = idleTimeout;
  if (maxConnectionDuration !== undefined) tcp.maxConnectionDuration = maxConnectionDuration;
  return tcp;
}

function httpPool(pool: ConnectionPool, { ports }: Service): HttpPoolSpec {
  const { maxPendingRequests, maxRequests, maxRequestsPerConnection, maxRetries, idleTimeout, h2Upgrade } = pool;
  const http: { -readonly [F in keyof HttpPoolSpec]: HttpPoolSpec[F] } = {};
  if (maxPendingRequests !== undefined) http.http1MaxPendingRequests = maxPendingRequests;
  if (maxRequests !== undefined) http.http2MaxRequests = maxRequests;
  if (maxRequestsPerConnection !== undefined) http.maxRequestsPerConnection = maxRequestsPerConnection;
  if (maxRetries !== undefined) http.maxRetries = maxRetries;
  if (idleTimeout !== undefined && ports.some(({ protocol }) => isHttp(protocol))) http.idleTimeout = idleTimeout;
  if (h2Upgrade !== undefined) http.h2UpgradePolicy = h2UpgradePolicy(h2Upgrade);
  return http;
}

function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}

function h2UpgradePolicy(upgrade: boolean): 'UPGRADE' | 'DO_NOT_UPGRADE' {
  return upgrade ? 'UPGRADE' : 'DO_NOT_UPGRADE';
}

function lowerTls(tls: ClientTls): TlsSpec {
  switch (tls.mode) {
    case 'istio-mutual':
      return { mode: 'ISTIO_MUTUAL' };
    case 'disabled':
      return { mode: 'DISABLE' };
    case 'simple':
    case 'mutual':
      return {
        mode: tls.mode === 'simple' ? 'SIMPLE' : 'MUTUAL',
        ...given('sni', tls.sni),
        ...given('credentialName', tls.credential),
        ...given('subjectAltNames', tls.subjectAltNames),
      };
  }
}

/** Sidecars take a credential without a word, and do not read it. */
function reportCredential({ tls, span }: TrafficPolicy, service: Service, { lookup, gap }: Context): void {
  if (!tls || !('credential' in tls) || tls.credential === undefined || !calledFromSidecars(service, lookup)) return;
  gap(
    error('MW3218', `the services that call \`${service.name}\` cannot read the credential \`${tls.credential}\``, {
      span: within(span, 0, 'tls'),
      help: 'only gateways read credentials from Secrets: leave `credential` out, or call the service through a gateway',
    }),
  );
}

function calledFromSidecars(service: Service, lookup: Context['lookup']): boolean {
  return (lookup.callsTo.get(service.key) ?? []).some(({ from }) =>
    hasSidecar(from.slice(0, from.indexOf('/')), lookup),
  );
}
