import { anyone, authenticated, mesh, POST } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });
cart.allow({ from: anyone, requests: POST('/items') });
app.allow({ from: authenticated });
