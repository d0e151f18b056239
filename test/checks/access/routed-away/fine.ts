import { GET, header, mesh, POST, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const admin = app.service('admin', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
const office = app.service('office', { ports: { http: 8080 } });
const old = app.service('old', { ports: { http: 8080 } });

// Admitted where it leads, in part.
cart.route({ name: 'office', match: { path: path.prefix('/admin') }, to: [{ service: office, weight: 100 }] });
web.calls(cart, GET('/{**}'));
web.calls(office, GET('/admin/x'));
// Not by everybody in the mesh: others may come by another way.
cart.allow({ from: app, requests: GET('/admin/{*}') });

// Answered in part, or for those with a header, or with a query that is not known here.
old.route({
  name: 'moved',
  match: { path: path.prefix('/items'), headers: { 'x-new': header.present } },
  redirect: { path: '/stock' },
});
old.route({
  name: 'gone',
  match: { path: path.prefix('/carts'), query: { all: 'yes' } },
  directResponse: { status: 410 },
});
web.calls(old, GET('/items/{*}'));
admin.calls(old, POST('/carts/{*}'));
