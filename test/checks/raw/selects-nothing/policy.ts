import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 } });

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'none' },
  spec: {
    action: 'DENY',
    selector: { matchLabels: { app: 'crat' } },
    rules: [{ to: [{ operation: { ports: ['8080'] } }] }],
  },
});
