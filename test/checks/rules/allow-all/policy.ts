import { anyone, ipBlock, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });
cart.allow({ from: anyone });
app.allow({ from: ipBlock('0.0.0.0/0') });
