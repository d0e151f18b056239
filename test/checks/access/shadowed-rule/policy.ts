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

// Several together: each method of the last rule is in another one; of two that could do without each other, the later.
const stock = app.service('stock', { ports: { http: 8080 } });
stock.allow({ from: web, requests: { methods: ['GET', 'HEAD'] } });
app.allow({ from: [web, cart], requests: { methods: ['POST'], paths: [path.prefix('/items')] } });
stock.allow({ from: web, requests: { methods: ['GET', 'POST'], paths: ['/items/{*}'] } });
stock.deny({ from: web, requests: { paths: [path.prefix('/a')], methods: ['PUT'] } });
stock.deny({ from: anyone, requests: { paths: [path.prefix('/b')] } });
stock.deny({ from: [web], requests: { paths: ['/a/x', '/b/x'], methods: ['PUT'] } });
