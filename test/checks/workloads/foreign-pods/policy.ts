import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 }, versions: { v1: { image: 'cart:1', labels: { tier: 'web' } } } });
app.service('web', { ports: { http: 8080 }, selector: { tier: 'web' } });
