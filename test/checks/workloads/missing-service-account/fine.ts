import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 } });
app.service('jobs', { ports: { http: 8080 }, serviceAccount: { name: 'cart', existing: true } });
app.raw({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'legacy' } });
app.raw({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'legacy' },
  spec: {
    selector: { matchLabels: { app: 'legacy' } },
    template: {
      metadata: { labels: { app: 'legacy' } },
      spec: { serviceAccountName: 'legacy', containers: [{ name: 'app', image: 'legacy:1' }] },
    },
  },
});
