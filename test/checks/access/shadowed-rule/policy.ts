import { anyone, GET, mesh, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
web.calls(cart, GET('/items/{*}'));
web.calls(cart, GET('/items/{*}'));
cart.allow({ from: app, requests: { methods: ['GET'], paths: [path.prefix('/carts')] } });
cart.allow({ from: web, requests: GET('/carts/{*}') });
cart.deny({ from: anyone, requests: { methods: ['TRACE'] } });
shop.deny({ from: anyone, requests: { methods: ['TRACE', 'CONNECT'] } });
