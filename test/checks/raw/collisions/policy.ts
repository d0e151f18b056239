import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, mtls: 'strict' });
cart.traffic({ loadBalancer: 'random' });
cart.route({ name: 'slow', match: { path: '/slow' }, to: [{ service: cart, weight: 100 }], timeout: '1m' });

shop.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'mesh', namespace: 'istio-system' },
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

app.service('blog', { ports: { http: 8080 }, versions: { v1: {} } });
app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'blog' },
  spec: { host: 'blog', subsets: [{ name: 'old', labels: { version: 'v0' } }] },
});
