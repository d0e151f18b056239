// Paths, hosts, headers and ports, as an authorization policy says them.
import { allOf, anyone, authenticated, GET, header, ipBlock, mesh, POST, path } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: { port: 80, targetPort: 8080 } } });

cart.allow({
  from: authenticated,
  requests: [
    GET('/exact', path.prefix('/prefix'), path.prefix('/'), path.suffix('.css'), '/one/{*}/two', '/rest/{**}'),
    POST('/mixed/{*}/{**}'),
    { methods: ['PUT'], notPaths: ['/admin', path.prefix('/internal')], ports: ['http'] },
    { hosts: ['shop.example.com', '*.shop.example.com'] },
    { notMethods: ['DELETE'], notHosts: ['old.example.com'] },
  ],
});
// Headers are conditions of a rule, so requests with different ones are rules of their own.
cart.allow({
  from: authenticated,
  requests: [
    { methods: ['GET'], headers: { 'x-tenant': 'a' } },
    { methods: ['PUT'], headers: { 'x-tenant': 'a' } },
    {
      methods: ['GET'],
      headers: { 'x-tenant': header.not('b'), 'x-debug': header.absent, 'x-id': header.prefix('4') },
    },
  ],
});
cart.allow({
  from: allOf(authenticated, ipBlock('10.0.0.0/8')),
  when: { headers: { 'x-a': header.present }, sni: '*.example.com'.slice(1), destinationIps: '10.2.0.0/16' },
});
cart.allow({ from: anyone, requests: GET('/healthz') });
