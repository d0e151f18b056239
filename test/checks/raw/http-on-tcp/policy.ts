import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('db', { ports: { tcp: 5432 } });

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'db' },
  spec: {
    action: 'DENY',
    selector: { matchLabels: { app: 'db' } },
    rules: [{ to: [{ operation: { methods: ['GET'] } }] }, { when: [{ key: 'request.headers[x-a]', values: ['b'] }] }],
  },
});
