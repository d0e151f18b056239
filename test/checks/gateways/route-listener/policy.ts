import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const edge = shop.gateway('edge', {
  namespace: app,
  listeners: { pass: { port: 443, hosts: ['a.example.com'], tls: { mode: 'passthrough' } } },
});
edge.route({ name: 'home', paths: ['/'], redirect: { path: '/home' } });
