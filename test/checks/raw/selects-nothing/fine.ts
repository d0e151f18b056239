import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 } });

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'some' },
  spec: {
    action: 'DENY',
    // Who makes the pods of `cart` may give them more labels.
    selector: { matchLabels: { app: 'cart', tier: 'web' } },
    rules: [{ to: [{ operation: { ports: ['8080'] } }] }],
  },
});
