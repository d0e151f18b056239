import { header, mesh, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });

cart.route(
  { name: 'reads', match: { methods: ['GET'], path: path.prefix('/items') }, to: { v1: 100 } },
  { name: 'writes', match: { methods: ['POST'], path: path.prefix('/items') }, to: { v2: 100 } },
  { name: 'one-item', match: { methods: ['GET', 'POST'], path: '/items/{*}' }, to: { v2: 100 } },
  { name: 'half', match: [{ path: '/items', methods: ['GET'] }, { path: '/orders' }], to: { v2: 100 } },
  { name: 'rest', to: { v1: 100 } },
  { name: 'testers', match: { headers: { 'end-user': header.exact('jason') } }, to: { v2: 100 } },
);

const edge = shop.gateway('edge', {
  namespace: app,
  listeners: { http: { port: 80, hosts: ['a.example.com', 'b.example.com'] } },
});
edge.route(cart, { name: 'all', hosts: ['a.example.com'], paths: [path.prefix('/')] });
edge.route(cart, { name: 'static', hosts: ['a.example.com'], paths: [path.prefix('/static')] });
edge.route(cart, { name: 'elsewhere', hosts: ['a.example.com', 'b.example.com'], paths: ['/other'] });
