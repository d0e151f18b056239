import { mesh, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });

const workload = { namespace: 'edge', selector: { istio: 'other' }, serviceAccount: 'edge' };

const one = shop.gateway('one', {
  namespace: app,
  listeners: {
    http: { port: 80, hosts: ['a.example.com', '*.example.com'] },
    https: { port: 443, hosts: ['a.example.com'], tls: { mode: 'terminate', credential: 'one' } },
  },
});
one.route(cart, { paths: ['/one'] });

const two = shop.gateway('two', {
  namespace: app,
  workload,
  listeners: { http: { port: 80, hosts: ['a.example.com'] } },
});
two.route(cart, { paths: [path.prefix('/one')] });

const three = shop.gateway('three', {
  namespace: app,
  listeners: { http: { port: 8080, hosts: ['a.example.com'] }, bare: { port: 80, hosts: ['example.com'] } },
});
three.route(cart, { paths: ['/two'] });
