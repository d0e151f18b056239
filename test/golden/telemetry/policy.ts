// Tracing and access logs are one object, and proxies are told of what they report to.
import { mesh } from 'meshwright';

export const shop = mesh('shop', {
  tracing: { provider: 'otel', sampling: 1.5 },
  accessLogs: { provider: 'envoy', filter: 'response.code >= 400' },
});
const web = shop.namespace('web', { dataPlane: 'sidecar' });
web.service('cart', { ports: { http: 80 } });
