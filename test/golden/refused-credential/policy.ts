import { mesh } from 'meshwright';

export const shop = mesh('shop', { mtls: 'permissive' });
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

const front = web.service('front', { ports: { http: 80 } });
front.calls(cart);
cart.traffic({ tls: { mode: 'simple', credential: 'ca' } });
