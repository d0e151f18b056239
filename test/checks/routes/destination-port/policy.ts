import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const queue = app.service('queue', { ports: { tcp: 5672 } });
const admin = app.service('admin', { ports: { http: 9090, 'http-metrics': 9091 } });
const web = app.service('web', { ports: { http: 8080 } });

web.route(
  { name: 'stats', match: { path: '/stats' }, to: [{ service: queue, weight: 100 }] },
  { name: 'admin', match: { path: '/admin' }, to: [{ service: admin, weight: 100 }] },
);
