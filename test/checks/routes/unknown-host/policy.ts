import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });

cart.route(
  { name: 'old', match: { path: '/old' }, redirect: { host: 'carts.app.svc.cluster.local' } },
  { name: 'rest', to: { v1: 50, v2: 50 }, rewrite: { host: 'kart.app' } },
);
