import { header, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });
const logs = app.service('logs', { ports: { tcp: 9000 }, versions: { v1: {}, v2: {} } });
const reviews = app.service('reviews', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });

// What no route takes goes to any version.
cart.route({ name: 'testers', match: { headers: { 'end-user': header.exact('jason') } }, to: { v2: 100 } });
logs.route({ name: 'all', to: { v1: 90, v2: 10 } });
reviews.route({ name: 'all', to: { v1: 100 }, mirror: { service: reviews, version: 'v2' } });
