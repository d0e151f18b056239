import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });

app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'legacy' },
  spec: {
    hosts: ['legacy.example.com'],
    gateways: ['app/legacy'],
    http: [
      {
        match: [{ uri: { prefix: '/a' } }],
        route: [
          { destination: { host: 'cart', subset: 'v1' }, weight: 120 },
          { destination: { host: 'cart', subset: 'v2' }, weight: 10 },
        ],
      },
      {
        route: [
          { destination: { host: 'cart', subset: 'v1' }, weight: 50 },
          { destination: { host: 'cart', subset: 'v2' }, weight: 40 },
        ],
      },
    ],
  },
});
