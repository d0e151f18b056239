// A way in: the redirect answers any path, so the gateway admits any path of its host.
import { mesh, path } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const front = web.service('front', { ports: { http: 8080 } });

const edge = shop.gateway('edge', {
  namespace: web,
  listeners: {
    https: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'shop-cert' } },
    http: { port: 80, hosts: ['shop.example.com'], redirect: 'https' },
  },
});
edge.route(front, { paths: ['/login', path.prefix('/static')] }, { match: { path: '/items/{*}', methods: ['GET'] } });
