import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: { port: 80, targetPort: 8080 } } });

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'cart' },
  spec: { selector: { matchLabels: { app: 'cart' } }, portLevelMtls: { '8080': { mode: 'STRICT' } } },
});
