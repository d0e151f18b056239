import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
// meshwright-ignore-next-line MW4109: the fixture is about something else
app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'open' },
  spec: { rules: [{}] },
});
app.service('cart', { ports: { http: 8080 } });
