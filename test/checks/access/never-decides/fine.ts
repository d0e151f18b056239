import { anyone, GET, mesh, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
const admin = app.service('admin', { ports: { http: 8080 } });
web.calls(cart, GET('/{*}/items'));
admin.calls(cart, GET('/admin/{*}'));
cart.allow({ from: app, requests: { methods: ['GET', 'HEAD'], notMethods: ['GET'] } }); // HEAD is left
cart.deny({ from: anyone, except: admin, requests: { paths: [path.prefix('/admin')] } });
const stock = app.service('stock', { ports: { http: 8080 } });
web.calls(stock, { methods: ['GET', 'PUT'], paths: ['/stock/{*}'] }); // GET of all but x is left
stock.deny({ from: anyone, requests: { notMethods: ['GET'] } });
app.deny({ from: [web, cart], requests: { paths: ['/stock/x'], methods: ['GET', 'HEAD'] } });
