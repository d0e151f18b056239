// One number is HTTP here and TCP there: a denial by request for both would deny every connection there.
import { anyone, DELETE, mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

web.service('db', { ports: { tcp: { port: 80, protocol: 'tcp' } } });
web.deny({ from: anyone, requests: DELETE('/{**}') });
cart.deny({ from: anyone, requests: DELETE('/{**}') });
