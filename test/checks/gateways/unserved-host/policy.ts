import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: app,
  listeners: {
    http: { port: 80, hosts: ['www.example.com', '*.shop.example.com'] },
    admin: { port: 81, hosts: ['admin.example.com'] },
  },
});
edge.route(
  cart,
  { name: 'www', listeners: ['http', 'admin'], paths: ['/www'] },
  // @ts-expect-error no listener serves it
  { name: 'typo', listeners: ['http'], hosts: ['ww.example.com'], paths: ['/typo'] },
  { name: 'bare', listeners: ['http'], hosts: ['eu.shop.example.com', 'admin.example.com'], paths: ['/bare'] },
);
