import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: app,
  listeners: { http: { port: 80, hosts: ['www.example.com', '*.shop.example.com'] } },
});
edge.route(cart, { hosts: ['www.example.com', 'eu.shop.example.com', '*.us.shop.example.com'], paths: ['/www'] });
