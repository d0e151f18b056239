import { anyone, GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 } });
const empty = shop.namespace('empty', { dataPlane: 'sidecar' });
empty.deny({ from: anyone, requests: GET('/admin') });
