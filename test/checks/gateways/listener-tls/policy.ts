import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const tls = { mode: 'terminate', credential: 'cert' } as const;
// meshwright-ignore-next-line MW2028: this is about what the listeners speak
const edge = shop.gateway('edge', {
  namespace: app,
  listeners: {
    bare: { port: 443, hosts: ['a.example.com'], protocol: 'https' },
    plain: { port: 8443, hosts: ['b.example.com'], protocol: 'http', tls },
    again: { port: 9443, hosts: ['c.example.com'], tls, redirect: 'https' },
  },
});
edge.route(cart, { paths: ['/'] });
