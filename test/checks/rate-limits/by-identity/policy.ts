import { ipBlock, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const lax = app.service('lax', { ports: { http: 8080 }, mtls: 'permissive' });
const open = app.service('open', { ports: { http: 8080 }, mtls: 'disabled' });
lax.allow({ from: ipBlock('10.0.0.0/8') });
lax.rateLimit({ limit: 100, per: '1m', by: 'caller' });
lax.rateLimit({ limit: 100, per: '1m', from: open });
open.allow({ from: ipBlock('10.0.0.0/8') });
open.rateLimit({ limit: 100, per: '1m', by: ['caller', { header: 'x-tenant' }] });
open.rateLimit({ limit: 100, per: '1m', except: app });
const edge = shop.gateway('edge', { namespace: app, listeners: { http: { port: 80, hosts: ['shop.example.com'] } } });
edge.route({ hosts: ['shop.example.com'], directResponse: { status: 200 } });
edge.rateLimit({ limit: 100, per: '1m', by: 'caller' });
const partners = shop.gateway('partners', {
  namespace: app,
  listeners: { mutual: { port: 443, hosts: ['p.example.com'], tls: { mode: 'mutual', credential: 'partners' } } },
});
partners.route({ hosts: ['p.example.com'], directResponse: { status: 200 } });
partners.rateLimit({ limit: 100, per: '1m', from: open });
