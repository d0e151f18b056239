import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 }, mtls: 'permissive' });

app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'cart' },
  spec: { host: 'cart', trafficPolicy: { tls: { mode: 'DISABLE' } } },
});

app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'api' },
  spec: { host: 'api.example.com', trafficPolicy: { tls: { mode: 'SIMPLE' } } },
});
