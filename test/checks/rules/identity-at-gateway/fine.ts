import { GET, mesh, remoteIpBlock, spiffe } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const edge = shop.gateway('edge', { namespace: app, listeners: { http: { port: 80, hosts: ['a.example.com'] } } });
edge.route(web, { paths: ['/'] });

const partners = shop.gateway('partners', {
  namespace: app,
  listeners: {
    https: { port: 443, hosts: ['p.example.com'], tls: { mode: 'mutual', credential: 'partners' } },
  },
});
partners.route(web, { paths: ['/'] });
edge.deny({ from: remoteIpBlock('203.0.113.0/24') });
partners.deny({ from: spiffe('spiffe://partner.example/ns/shop/sa/cart'), requests: GET('/admin') });
