import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 }, mtls: 'strict' });
app.service('cart-admin', {
  ports: { http: 9090 },
  selector: { app: 'cart' },
  serviceAccount: { name: 'cart', existing: true },
  mtls: 'permissive',
});
