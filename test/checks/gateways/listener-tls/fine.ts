import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const tls = { mode: 'terminate', credential: 'cert' } as const;
const edge = shop.gateway('edge', {
  namespace: app,
  listeners: {
    https: { port: 443, hosts: ['a.example.com'], protocol: 'https', tls },
    http: { port: 80, hosts: ['a.example.com'], redirect: 'https' },
  },
});
edge.route(cart, { paths: ['/'] });
