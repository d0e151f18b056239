import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });
const pay = app.service('pay', { ports: { http: 8080 } });
pay.calls(cart);
cart.rateLimit({ limit: 100, per: '1m', by: 'caller' }, { limit: 10, per: '1s', from: pay });
const edge = shop.gateway('edge', {
  namespace: app,
  listeners: {
    mutual: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'mutual', credential: 'shop' } },
  },
});
edge.route(cart, { hosts: ['shop.example.com'] });
edge.rateLimit({ limit: 100, per: '1m', by: 'caller' });
edge.rateLimit({ limit: 100, per: '1m', by: 'remote-address' });
