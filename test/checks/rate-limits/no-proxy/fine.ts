import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });
cart.rateLimit({ limit: 100, per: '1m' });
