import { mesh, remoteIpBlock } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

const tls = { mode: 'terminate', credential: 'cert' } as const;
const one = shop.gateway('one', {
  namespace: web,
  listeners: { https: { port: 443, hosts: ['one.example.com'], tls } },
});
const two = shop.gateway('two', {
  namespace: web,
  listeners: { https: { port: 443, hosts: ['two.example.com'], tls } },
});
one.route(cart);
two.route(cart);
one.allow({ from: remoteIpBlock('192.0.2.0/24') });
