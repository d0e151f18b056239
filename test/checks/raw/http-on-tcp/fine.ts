import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('db', { ports: { tcp: 5432 } });
app.service('cart', { ports: { http: 8080, tcp: 9000 } });

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'db' },
  spec: {
    action: 'DENY',
    selector: { matchLabels: { app: 'db' } },
    rules: [{ to: [{ operation: { ports: ['5432'] } }] }],
  },
});

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'cart' },
  spec: {
    action: 'DENY',
    selector: { matchLabels: { app: 'cart' } },
    rules: [{ to: [{ operation: { methods: ['GET'], ports: ['8080'] } }] }],
  },
});
