import { anyone, GET, mesh, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
// A call is more than its permission.
web.calls(cart, GET('/carts/{*}'));
cart.allow({ from: app, requests: { methods: ['GET'], paths: [path.prefix('/carts')] } });
cart.allow({ from: web, requests: GET('/items/{*}') });
cart.allow({ from: web, requests: GET('/items/{*}'), dryRun: true });
cart.deny({ from: anyone, requests: { methods: ['TRACE', 'OPTIONS'] } });
shop.deny({ from: anyone, requests: { methods: ['TRACE', 'CONNECT'] } });

// Others are about all but one of its requests.
const stock = app.service('stock', { ports: { http: 8080 } });
stock.allow({ from: web, requests: { methods: ['GET'], paths: [path.prefix('/items')] } });
stock.allow({ from: web, requests: { methods: ['POST'], paths: ['/items/{*}/sold'] } });
stock.allow({ from: web, requests: { methods: ['GET', 'POST'], paths: ['/items/{*}'] } });
// A call is said beside what allows it.
stock.allow({ from: app, requests: { methods: ['PUT'], paths: ['/a'] } });
stock.allow({ from: app, requests: { methods: ['PUT'], paths: ['/b'] } });
web.calls(stock, { methods: ['PUT'], paths: ['/a', '/b'] });
