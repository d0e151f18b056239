import { mesh } from 'meshwright';

export const shop = mesh('shop');
const bare = shop.namespace('bare', { dataPlane: 'none' });
const cart = bare.service('cart', { ports: { http: 8080 } });
cart.rateLimit({ limit: 100, per: '1m' });
