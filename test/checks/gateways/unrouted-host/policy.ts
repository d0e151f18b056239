import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: app,
  listeners: {
    http: { port: 80, hosts: ['a.example.com', 'b.example.com'] },
    admin: { port: 81, hosts: ['admin.example.com'] },
  },
});
edge.route(cart, { hosts: ['a.example.com'], paths: ['/'] });
