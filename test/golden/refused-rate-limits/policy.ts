import { mesh, POST } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });
const orders = web.service('orders', { ports: { http: 80 } });
const edge = shop.gateway('edge', { namespace: web, listeners: { http: { port: 80, hosts: ['shop.example.com'] } } });
orders.calls(cart);
cart.rateLimit(
  { limit: 100, per: '1m', burst: 20, by: ['caller', { header: 'X-Tenant' }], requests: POST('/cart/{*}') },
  { name: 'orders', limit: 10, per: '500ms', from: orders, status: 503, headers: true, dryRun: true },
);
edge.rateLimit({ global: 'limits', name: 'clients', by: 'remote-address' });
edge.route(cart, { name: 'shop', hosts: ['shop.example.com'], rateLimit: { limit: 5, per: '1s' } });
cart.route({ name: 'own', rateLimit: { global: 'limits', name: 'own', by: { header: 'x-tenant' } } });
