import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const bare = shop.namespace('bare', { dataPlane: 'none', mtls: 'strict' });
bare.service('legacy', { ports: { http: 8080 }, mtls: 'strict' });
app.service('cart', { ports: { http: 8080 }, mtls: 'strict' });
