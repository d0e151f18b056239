import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const queue = app.service('queue', { ports: { tcp: 5672, http: 8080 } });
const admin = app.service('admin', { ports: { http: 9090, 'http-metrics': 9091 } });
const only = app.service('only', { ports: { http: 9000 } });
const web = app.service('web', { ports: { http: 8080 } });

web.route(
  { name: 'stats', match: { path: '/stats' }, to: [{ service: queue, weight: 100 }] },
  { name: 'admin', match: { path: '/admin' }, to: [{ service: admin, port: 'http', weight: 100 }] },
  { name: 'only', match: { path: '/only' }, to: [{ service: only, weight: 100 }] },
);
