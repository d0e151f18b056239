import { GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
web.calls(cart, GET('/items/{*}'));
app.service('old-cart', { ports: { http: 8080 } });
