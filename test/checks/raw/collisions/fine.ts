import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 } });

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'app' },
  spec: { mtls: { mode: 'STRICT' } },
});

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'cart' },
  spec: { selector: { matchLabels: { app: 'cart' } }, mtls: { mode: 'STRICT' } },
});

app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'cart' },
  spec: { host: 'cart.app.svc.cluster.local', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
});

app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'cart' },
  spec: { hosts: ['cart'], http: [{ route: [{ destination: { host: 'cart' } }] }] },
});
