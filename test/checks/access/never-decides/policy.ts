import { anyone, GET, mesh, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
web.calls(cart, GET('/admin/{*}'));
cart.allow({ from: app, requests: { methods: ['GET'], notMethods: ['GET'] } });
cart.deny({ from: anyone, requests: { paths: [path.prefix('/admin')] } });
