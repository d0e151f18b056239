import { header, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {}, v3: {}, v4: {} } });
const logs = app.service('logs', { ports: { tcp: 9000 }, versions: { v1: {}, v2: {} } });

cart.route(
  { name: 'testers', match: { headers: { 'end-user': header.exact('jason') } }, to: { v4: 100 } },
  { name: 'rest', to: { v1: 100, v3: 0 } },
);
logs.route({ name: 'all', to: { v1: 100 } });
