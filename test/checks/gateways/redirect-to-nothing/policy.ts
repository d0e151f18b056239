import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: app,
  listeners: {
    http: { port: 80, hosts: ['a.example.com', 'b.example.com'], redirect: 'https' },
    https: { port: 443, hosts: ['a.example.com'], tls: { mode: 'terminate', credential: 'cert' } },
  },
});
edge.route(cart, { paths: ['/'] });
