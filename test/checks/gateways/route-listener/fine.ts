import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const vault = app.service('vault', { ports: { tls: 8443 } });
const edge = shop.gateway('edge', {
  namespace: app,
  listeners: { pass: { port: 443, hosts: ['a.example.com'], tls: { mode: 'passthrough' } } },
});
edge.route(vault, { name: 'vault' });
