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
