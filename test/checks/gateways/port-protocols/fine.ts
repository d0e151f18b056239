import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: app,
  listeners: {
    one: { port: 443, hosts: ['a.example.com'], tls: { mode: 'terminate', credential: 'one' } },
    two: { port: 443, hosts: ['b.example.com'], tls: { mode: 'terminate', credential: 'two' } },
  },
});
edge.route(cart, { paths: ['/'] });
