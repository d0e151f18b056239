import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });

cart.route({
  name: 'all',
  to: { v1: 50, v2: 50 },
  timeout: '2s',
  retries: { attempts: 3, perTryTimeout: '1s' },
});
