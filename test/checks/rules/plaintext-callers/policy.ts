import { anyone, authenticated, GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const open = shop.namespace('open', { dataPlane: 'sidecar', mtls: 'permissive' });
const cart = open.service('cart', { ports: { http: 8080 } });
const blog = open.service('blog', { ports: { http: 8080 } });
const plain = open.service('plain', { ports: { http: 8080 }, mtls: 'disabled' });

web.calls(cart, GET('/cart'));
web.calls(blog);
web.calls(plain);
cart.deny({ from: web, requests: GET('/admin') });
open.allow({ from: anyone, except: web, requests: GET('/public') });
cart.custom({ provider: 'opa', from: authenticated, requests: GET('/opa') });
