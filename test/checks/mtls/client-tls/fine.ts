import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const bare = shop.namespace('bare', { dataPlane: 'none' });

app.service('cart', { ports: { http: 8080 }, mtls: 'permissive' }).traffic({ tls: { mode: 'disabled' } });
app.service('vault', { ports: { http: 8080 } }).traffic({ tls: { mode: 'istio-mutual' } });
bare.service('legacy', { ports: { http: 8080 } }).traffic({ tls: { mode: 'simple', sni: 'legacy.example.com' } });
