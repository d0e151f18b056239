import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const tls = (credential: string) => ({ mode: 'terminate', credential }) as const;

const one = shop.gateway('one', {
  namespace: app,
  listeners: {
    http: { port: 80, hosts: ['a.example.com', '*.example.com'] },
    https: { port: 443, hosts: ['a.example.com'], tls: tls('one') },
    again: { port: 443, hosts: ['a.example.com'], tls: tls('again') },
  },
});
one.route(cart, { paths: ['/one'] });

const two = shop.gateway('two', {
  namespace: app,
  listeners: {
    http: { port: 80, hosts: ['a.example.com', 'c.example.com'] },
    https: { port: 443, hosts: ['b.example.com', 'a.example.com'], tls: tls('two') },
  },
});
two.route(cart, { paths: ['/two'] });
