import { anyone, GET, ipBlock, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const cart = app.service('cart', {
  ports: { http: 8080, 'http-admin': 9090 },
  mtls: { ports: { 'http-admin': 'permissive' } },
});
const open = app.service('open', { ports: { http: 8080 }, mtls: 'permissive' });

web.calls(cart, { ports: ['http'] });
cart.deny({ from: web, requests: { ports: ['http'], paths: ['/admin'] } });
// Without an identity a caller is not excepted: it is refused.
cart.deny({ from: anyone, except: web, requests: { ports: ['http-admin'] } });
open.allow({ from: anyone, requests: GET('/public') });
open.deny({ from: ipBlock('10.0.0.0/8') });
