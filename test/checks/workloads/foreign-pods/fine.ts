import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
// A second Service for the same pods, on purpose: the same selector, the same identity.
app.service('cart', { ports: { http: 8080 }, versions: { v1: { image: 'cart:1', labels: { tier: 'web' } } } });
app.service('cart-admin', {
  ports: { http: 9090 },
  selector: { app: 'cart' },
  serviceAccount: { name: 'cart', existing: true },
});
app.service('web', { ports: { http: 8080 }, selector: { tier: 'web', app: 'web' } });
