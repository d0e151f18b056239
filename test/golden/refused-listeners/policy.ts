// On one port, Istio would serve the routes of the wildcard by the other listener too.
import { mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

const edge = shop.gateway('edge', {
  namespace: web,
  listeners: {
    wide: { port: 443, hosts: ['*.example.com'], tls: { mode: 'terminate', credential: 'wide' } },
    narrow: { port: 443, hosts: ['a.example.com'], tls: { mode: 'mutual', credential: 'narrow' } },
  },
});
edge.route(cart, { hosts: ['*.example.com'], listeners: ['wide'] });
edge.route(cart, { hosts: ['a.example.com'], listeners: ['narrow'] });
