import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 } });

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'case' },
  spec: {
    action: 'DENY',
    selector: { matchLabels: { app: 'cart' } },
    rules: [{ to: [{ operation: { methods: ['DELETE', 'P*'], ports: ['8080'] } }] }],
  },
});

app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'legacy' },
  spec: {
    hosts: ['legacy.example.com'],
    gateways: ['app/legacy'],
    http: [{ match: [{ method: { exact: 'GET' } }], route: [{ destination: { host: 'cart' } }] }],
  },
});
