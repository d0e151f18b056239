import { anyone, GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 } });
shop.namespace('empty', { dataPlane: 'sidecar' });
app.deny({ from: anyone, requests: GET('/admin') });
