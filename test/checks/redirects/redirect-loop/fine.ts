import { mesh, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: app,
  listeners: {
    http: { port: 80, hosts: ['a.example.com', 'b.example.com'], redirect: 'https' },
    https: {
      port: 443,
      hosts: ['a.example.com', 'b.example.com'],
      tls: { mode: 'terminate', credential: 'cert' },
    },
  },
});
edge.route(cart, { name: 'cart', paths: ['/cart'] });

edge.route({
  name: 'new',
  paths: ['/new'],
  hosts: ['a.example.com'],
  redirect: { host: 'b.example.com', path: '/old' },
});
edge.route({
  name: 'old',
  paths: [path.prefix('/old')],
  hosts: ['b.example.com'],
  redirect: { host: 'a.example.com', path: '/cart' },
});
edge.route({ name: 'home', paths: ['/'], redirect: { path: '/cart', status: 302 } });
cart.route({ name: 'inside', match: { path: '/a/{*}' }, redirect: { path: '/a/b/c' } });
