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
        route: [
          { destination: { host: 'cart', subset: 'v1' }, weight: 60 },
          { destination: { host: 'cart', subset: 'v2' }, weight: 40 },
        ],
      },
    ],
  },
});
