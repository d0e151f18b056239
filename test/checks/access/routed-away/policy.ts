import { GET, mesh, POST, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const admin = app.service('admin', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
const office = app.service('office', { ports: { http: 8080 } });
const old = app.service('old', { ports: { http: 8080 } });

// `/admin` goes to the office, which knows `admin` only.
cart.route({ name: 'office', match: { path: path.prefix('/admin') }, to: [{ service: office, weight: 100 }] });
web.calls(cart, GET('/{**}'));
admin.calls(cart, GET('/admin/{*}'));
admin.calls(office, GET('/admin/{*}'));

// All of it is answered by the routes.
old.route({ name: 'moved', match: { path: path.prefix('/items') }, redirect: { path: '/stock' } });
old.route({ name: 'gone', match: { path: path.prefix('/carts'), methods: ['POST'] }, directResponse: { status: 410 } });
web.calls(old, GET('/items/{*}'), POST('/carts/{*}'));
admin.calls(old, GET('/carts/{*}'));
