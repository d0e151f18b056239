import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'closed' },
  spec: { action: 'ALLOW' },
});

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'dry' },
  spec: { action: 'DENY', rules: [{ to: [{ operation: { ports: ['1'] } }] }] },
});
app.service('cart', { ports: { http: 8080 } });
