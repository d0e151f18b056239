import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });

cart.route({ name: 'testers', match: { path: '/a' }, to: { v2: 100 } }, { name: 'canary', to: { v1: 99, v2: 1 } });
