// Without default deny, gateways need no rule of their own; an allow rule closes the rest of its service.
import { authenticated, mesh } from 'meshwright';

export const shop = mesh('shop', { authorization: 'allow-by-default' });
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const front = web.service('front', { ports: { http: 8080 } });
front.allow({ from: authenticated });

shop
  .gateway('edge', {
    namespace: web,
    listeners: { https: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'cert' } } },
  })
  .route(front);
