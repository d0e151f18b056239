import { GET, mesh, serviceAccount, spiffe } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });
cart.allow({ from: serviceAccount('app/cart'), requests: GET('/a') });
cart.allow({ from: spiffe('spiffe://partner.example/ns/ap/sa/cart'), requests: GET('/b') });
cart.allow({ from: serviceAccount('app/jobs'), requests: GET('/c') });
app.raw({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'jobs' } });
