import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const bare = shop.namespace('bare', { dataPlane: 'none' });

app.service('cart', { ports: { http: 8080 } }).traffic({ tls: { mode: 'disabled' } });
app
  .service('vault', { ports: { http: 8080 }, mtls: 'strict' })
  .traffic({ tls: { mode: 'simple', sni: 'vault.example.com' } });
app.service('metrics', { ports: { http: 8080 }, mtls: 'disabled' }).traffic({ tls: { mode: 'istio-mutual' } });
bare.service('legacy', { ports: { http: 8080 } }).traffic({ tls: { mode: 'istio-mutual' } });
