import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const bare = shop.namespace('bare', { dataPlane: 'none' });
bare.service('legacy', { ports: { http: 8080 } });
app.service('cart', { ports: { http: 8080 }, mtls: 'strict' });
