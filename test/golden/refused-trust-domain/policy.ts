import { mesh, spiffe } from 'meshwright';

export const shop = mesh('shop', { trustDomain: 'prod.example' });
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

cart.allow({ from: spiffe('spiffe://cluster.local/ns/a/sa/b') });
