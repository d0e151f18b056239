import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 } });

app.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'who' },
  spec: {
    action: 'DENY',
    selector: { matchLabels: { app: 'cart' } },
    rules: [
      {
        from: [{ source: { principals: ['cluster.local/ns/app/sa/crat'] } }, { source: { namespaces: ['ap'] } }],
        to: [{ operation: { ports: ['8080'] } }],
      },
      { when: [{ key: 'source.serviceAccount', values: ['app/kart'] }] },
    ],
  },
});
