import { anyone, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });
cart.allow({ from: anyone, requests: { methods: ['GET'] } });
cart.allow({ from: app });
cart.allow({ from: anyone, dryRun: true });
