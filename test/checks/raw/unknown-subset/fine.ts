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
      { route: [{ destination: { host: 'cart', subset: 'v2' } }] },
      { route: [{ destination: { host: 'api.example.com', subset: 'eu' } }] },
    ],
  },
});

app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'api' },
  spec: { host: 'api.example.com', subsets: [{ name: 'eu', labels: { region: 'eu' } }] },
});
