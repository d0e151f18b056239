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
  name: 'plain',
  paths: ['/plain'],
  hosts: ['a.example.com'],
  redirect: { host: 'b.example.com', path: '/old' },
});
edge.route({
  name: 'old',
  paths: [path.prefix('/old')],
  hosts: ['b.example.com'],
  redirect: { host: 'a.example.com', path: '/plain' },
});
edge.route({ name: 'self', paths: ['/self'], redirect: { path: '/self' } });
// meshwright-ignore-next-line MW2026: that is the point, the listener redirects back
edge.route({ name: 'back', paths: ['/back'], hosts: ['a.example.com'], redirect: { scheme: 'http' } });
cart.route({ name: 'inside', match: { path: '/a/{*}' }, redirect: { path: '/a/b' } });
