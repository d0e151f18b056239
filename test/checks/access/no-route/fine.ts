import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const edge = shop.gateway('edge', {
  namespace: app,
  listeners: { https: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'cert' } } },
});
edge.route(web, { hosts: ['shop.example.com'], paths: ['/cart'] });
web.allow({ from: edge });
