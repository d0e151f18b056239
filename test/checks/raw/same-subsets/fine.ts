import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'api' },
  spec: {
    host: 'api.example.com',
    subsets: [
      { name: 'a', labels: { region: 'eu', tier: 'web' } },
      { name: 'b', labels: { region: 'us', tier: 'web' } },
    ],
  },
});
