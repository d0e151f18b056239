// The port after a host does not matter, and Istio cannot say that of subdomains: what refuses must not miss any.
import { anyone, authenticated, mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

cart.deny({ from: anyone, requests: { hosts: ['*.example.com'] } });
cart.allow({ from: authenticated, requests: { notHosts: ['*.example.com'] } });
