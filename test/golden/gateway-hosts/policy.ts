// Hosts that overlap on ports of their own: each host has one VirtualService, with all routes of that host in order.
import { mesh, path } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const front = web.service('front', { ports: { http: 8080 } });
const api = web.service('api', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: web,
  workload: { namespace: 'edge', selector: { app: 'edge' }, serviceAccount: 'edge' },
  listeners: {
    https: { port: 443, hosts: ['*.example.com'], tls: { mode: 'mutual', credential: 'ca', minVersion: '1.3' } },
    admin: { port: 8443, hosts: ['*.example.com'], tls: { mode: 'terminate', credential: 'cert' } },
  },
});
edge.route(api, { name: 'api', hosts: ['api.example.com'], listeners: ['https'], paths: [path.prefix('/v1')] });
edge.route(api, { name: 'admin', hosts: ['api.example.com'], listeners: ['admin'] });
edge.route(front, { name: 'rest', hosts: ['*.example.com'], listeners: ['https'] });
edge.route({ name: 'no', hosts: ['old.example.com'], redirect: { host: 'www.example.com', status: 301 } });
