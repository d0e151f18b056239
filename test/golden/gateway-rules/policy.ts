// Who says himself whom a gateway allows is taken at his word: nothing is added.
import { ipBlock, mesh, remoteIpBlock } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const front = web.service('front', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: web,
  listeners: { https: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'cert' } } },
});
edge.route(front);
edge.allow({ from: remoteIpBlock('192.0.2.0/24'), requests: { hosts: ['shop.example.com'] } });
edge.deny({ from: ipBlock('10.0.0.0/8'), requests: { paths: ['/admin'] } });
