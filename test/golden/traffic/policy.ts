// How clients treat a service.
import { mesh } from 'meshwright';

export const shop = mesh('shop', { mtls: 'permissive' });
const web = shop.namespace('web', { dataPlane: 'sidecar' });

const cart = web.service('cart', { ports: { http: 80 }, versions: { v1: {}, v2: {} } });
cart.traffic({
  loadBalancer: 'least-request',
  warmup: '30s',
  localityFailover: [{ from: 'eu', to: 'us' }],
  connectionPool: {
    maxConnections: 100,
    connectTimeout: '2s',
    idleTimeout: '1h',
    maxPendingRequests: 10,
    maxRequests: 20,
    maxRequestsPerConnection: 5,
    maxRetries: 3,
    h2Upgrade: true,
  },
  outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 },
  tls: { mode: 'istio-mutual' },
});
web.service('sticky', { ports: { http: 80 } }).traffic({
  loadBalancer: { consistentHash: { cookie: { name: 'user', path: '/', ttl: '1h' }, minimumRingSize: 1024 } },
});
web.service('by-header', { ports: { http: 80 } }).traffic({ loadBalancer: { consistentHash: { header: 'x-user' } } });
web.service('bytes', { ports: { tcp: { port: 5432, protocol: 'tcp' } } }).traffic({
  loadBalancer: 'random',
  connectionPool: { idleTimeout: '5m', maxConnectionDuration: '1h' },
});
